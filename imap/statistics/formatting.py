"""Numbers as a reader of a language writes them.

Western digits in every language; a real minus sign; money in millions and billions.
The exact figure stays in tables and files.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from imap.core.language import current, direction
from imap.statistics.models import Indicator

Unit = Indicator.Unit
Number = Decimal | int | float

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
# Between Arabic words a sign would jump to the other side of its number.
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
MILLION = Decimal(10) ** 6
BILLION = Decimal(10) ** 9

SCALES = {
    "en": {MILLION: "m", BILLION: "bn"},
    "ru": {MILLION: "млн", BILLION: "млрд"},
    "fr": {MILLION: "M", BILLION: "Md"},
    "ar": {MILLION: "مليون", BILLION: "مليار"},
}
MONEY = {
    "en": {Unit.US_DOLLARS: "US$ {}", Unit.INTERNATIONAL_DOLLARS: "int. $ {}"},
    "ru": {
        Unit.US_DOLLARS: "{} долл. США",
        Unit.INTERNATIONAL_DOLLARS: "{} межд. долл.",
    },
    "fr": {Unit.US_DOLLARS: "{} $ É.-U.", Unit.INTERNATIONAL_DOLLARS: "{} $ int."},
    "ar": {
        Unit.US_DOLLARS: "{} دولار أمريكي",
        Unit.INTERNATIONAL_DOLLARS: "{} دولار دولي",
    },
}
FALLBACK = "en"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a number as it is printed: half a unit goes up, as in spreadsheets."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def format_number(
    value: Number,
    decimals: int = 0,
    language: str | None = None,
    *,
    is_balance: bool = False,
) -> str:
    """Return a number with the separators of the language; a balance has its plus."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    size = rounded(Decimal(str(value)).copy_abs(), decimals)
    text = format_decimal(size, format=pattern, locale=_locale(language))
    text = text.replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
    # What rounds to nought has no sign.
    if not text.strip("0.,"):
        return text
    sign = MINUS if value < 0 else "+" if is_balance else ""
    return _signed(text, sign, language)


def format_compact(
    value: Number, decimals: int = 0, language: str | None = None
) -> str:
    """Return a number from a million on as millions or billions: "1.45 bn"."""
    amount = Decimal(str(value))
    names = SCALES.get(_locale(language), SCALES[FALLBACK])
    for scale in (BILLION, MILLION):
        # 999.6 million would round to 1,000 million: that is 1 billion already.
        if abs(amount) >= scale * Decimal("0.9995"):
            text = _shortest(amount / scale, language)
            return f"{text}{NO_BREAK}{names[scale]}"
    return format_number(value, decimals, language)


def format_figure(
    value: Number, indicator: Indicator, language: str | None = None
) -> str:
    """Return a figure with its sign where it is a balance, and with its unit."""
    money = MONEY.get(_locale(language), MONEY[FALLBACK])
    unit = Unit(indicator.unit)
    if unit in money:
        text = format_compact(value, indicator.decimals, language)
        return money[unit].format(text).replace(" ", NO_BREAK)
    text = format_number(
        value, indicator.decimals, language, is_balance=indicator.is_balance
    )
    if unit == Unit.PERCENT:
        return f"{text}{NO_BREAK}%"
    return text


def format_share(part: Number, whole: Number, language: str | None = None) -> str:
    share = Decimal(str(part)) / Decimal(str(whole)) * 100
    return f"{format_number(share, 1, language)}{NO_BREAK}%"


def format_difference(percent: Decimal, language: str | None = None) -> str:
    """Return a difference in per cent with its sign: "+32.4 %"."""
    text = format_number(percent, 1, language, is_balance=True)
    return f"{text}{NO_BREAK}%"


def _signed(text: str, sign: str, language: str | None) -> str:
    if not sign:
        return text
    mark = LEFT_TO_RIGHT if direction(_locale(language)) == "rtl" else ""
    return f"{mark}{sign}{text}"


def _shortest(amount: Decimal, language: str | None) -> str:
    """Return up to two decimals, without zeros at their end: 1.45, 2.5, 10, 631."""
    places = 2 if abs(amount) < 10 else 1 if abs(amount) < 100 else 0
    short = rounded(amount, places)
    while places and short == round(short, places - 1):
        places -= 1
    return format_number(short, places, language)


def _locale(language: str | None) -> str:
    return language or current()
