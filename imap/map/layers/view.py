"""What a layer shows: legend, table, card, file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LegendRow:
    """One kind of country: its swatch, its words and who is of it."""

    kind: str
    label: str
    codes: Sequence[str] = ()
    bound: str = ""

    @property
    def count(self) -> int:
        return len(self.codes)


@dataclass(frozen=True)
class Legend:
    """The legend: kinds, kinds of nothing, and the words for all other states."""

    title: str
    note: str
    rows: Sequence[LegendRow]
    nothing: Sequence[LegendRow] = ()
    other: str = ""


@dataclass(frozen=True)
class Curve:
    """What goes one way between the chosen state and another: `way` is out or in."""

    iso3: str
    way: str
    value: float


@dataclass(frozen=True)
class Marks:
    """What lies over the shapes: a circle for each state, or curves from one of them.

    `most` is the figure of the largest circle and the widest curve; `steps` are round
    figures for the legend with their words, `keys` says what a hue of curves means.
    """

    most: float = 0
    circles: Mapping[str, float] = field(default_factory=dict)
    home: str = ""
    curves: Sequence[Curve] = ()
    # {code: figures as they are printed} beside the ends of curves.
    figures: Mapping[str, str] = field(default_factory=dict)
    steps: Sequence[tuple[float, str]] = ()
    keys: Sequence[tuple[str, str]] = ()
    unit: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the table after name and group."""

    label: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False
    is_absent: bool = False


@dataclass(frozen=True)
class Row:
    """One participant in the table; a cell for each column of the view."""

    iso3: str
    name: str
    group: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class View:
    """What a layer shows now: legend, table, paper and bar are filled from it.

    `form` names the drawing for the style sheet: kinds or figures. `csv` is the
    address of the rows as a file.
    """

    form: str
    title: str
    legend: Legend
    columns: Sequence[Column]
    rows: Sequence[Row]
    source: str
    csv: str
    about: str = ""
    summary: str = ""
    definition: str = ""
    # How many shades there are; none where kinds have colours of their own.
    ramp: int = 0
    marks: Marks = field(default_factory=Marks)

    @property
    def xlsx(self) -> str:
        """Return the address of the same rows as a workbook."""
        return f"{self.csv.removesuffix('.csv')}.xlsx" if self.csv else ""

    @property
    def kinds(self) -> dict[str, str]:
        """Return the kind of each state that the legend counts."""
        rows = [*self.legend.rows, *self.legend.nothing]
        return {iso3: row.kind for row in rows for iso3 in row.codes}


# Of an i-Map that holds nothing yet.
EMPTY = View("kinds", "", Legend("", "", []), [], [], source="", csv="")


@dataclass(frozen=True)
class CardPart:
    """What a layer adds to the card of a country."""

    badge: str = ""
    badge_icon: str = ""
    badge_kind: str = ""
    lines: Sequence[str] = ()
    # The main button: words and address.
    action: tuple[str, str] | None = None


@dataclass(frozen=True)
class Export:
    """Rows to take away: lines on what they are, names of columns, cells."""

    about: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
