"""What staff change outlives a new seed; all else follows the files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from imap.statistics.file_or_staff import follow_file
from imap.statistics.importing.rows import ObservationRow
from imap.statistics.importing.writing import replace
from imap.statistics.models import (
    DataNote,
    FlowType,
    Indicator,
    Observation,
    Release,
    Source,
)
from imap.statistics.reference_data import BadSeedError
from imap.statistics.versions import data_version
from tests.statistics.files import Files

NAMES = {"en": "People born elsewhere"}


def indicator(code: str = "IMM.SHR") -> Indicator:
    return Indicator.objects.get(code=code)


def source(code: str = "UNDESA2020") -> Source:
    return Source.objects.get(code=code)


def release_of_staff(indicator: Indicator, source: Source) -> Release:
    release = Release.objects.create(
        code="of-staff", titles={"en": "Of staff"}, state=Release.State.RELEASED
    )
    row = ObservationRow(
        indicator_id=indicator.pk,
        source_id=source.pk,
        country_id="ARM",
        period="2025",
        year=2025,
        breakdown="",
        value=Decimal(7),
        published="7",
        flag="",
        definition="",
    )
    replace(release, [row])
    return release


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("names", NAMES, NAMES),
        ("maximum", 90.1, Decimal("90.1")),
        ("minimum", None, None),
        ("sensitive", True, True),
        ("palette", "diverging", "diverging"),
        ("breaks", [1, 2.5], [1, 2.5]),
    ],
)
def test_a_field_follows_its_file(
    files: Files, name: str, said: Any, expected: Any
) -> None:
    files.say("indicators", "IMM.SHR", **{name: said})
    files.load()

    assert getattr(indicator(), name) == expected
    # Nor does a load leave anything behind that looks like a change of staff.
    then = indicator("IMM.FEM").loaded[name]
    files.say("indicators", "IMM.SHR", **{name: then})
    files.load()
    assert getattr(indicator(), name) == getattr(indicator("IMM.FEM"), name)


def test_a_field_that_staff_changed_keeps_their_value(files: Files) -> None:
    Indicator.objects.filter(code="IMM.SHR").update(maximum=80, sensitive=True)
    Source.objects.update(licence="as agreed", retrieved=date(2026, 1, 2))
    FlowType.objects.update(units={"en": "persons"})

    for words in ("Share", "Share of all"):
        files.say("indicators", "IMM.SHR", maximum=70, sensitive=False, names=NAMES)
        files.say("sources", "UNDESA2020", licence=words, retrieved="2026-12-01")
        files.say("flow_types", "IMS2020.STOCK", units={"en": words})
        files.load()

    assert indicator().maximum == 80
    assert indicator().sensitive
    assert indicator().names == NAMES
    assert source().licence == "as agreed"
    assert source().retrieved == date(2026, 1, 2)
    assert FlowType.objects.get(code="IMS2020.STOCK").units == {"en": "persons"}


def test_a_row_that_another_refers_to_is_staffs_to_change_too(files: Files) -> None:
    Indicator.objects.filter(code="IMM.SHR").update(count=indicator("EMI.STK"))
    files.say("indicators", "IMM.SHR", count="POP.TOT")
    files.say("indicators", "IMM.FEM", count="POP.TOT")
    files.load()

    assert indicator("IMM.SHR").count == indicator("EMI.STK")
    assert indicator("IMM.FEM").count == indicator("POP.TOT")


def test_a_field_that_staff_empty_follows_its_file_again(files: Files) -> None:
    Indicator.objects.filter(code="IMM.SHR").update(maximum=80, names=NAMES)
    files.say("indicators", "IMM.SHR", maximum=70)
    files.load()

    Indicator.objects.filter(code="IMM.SHR").update(maximum=None, names={})
    files.say("indicators", "IMM.SHR", maximum=60)
    files.load()

    assert indicator().maximum == 60
    assert indicator().names == indicator().loaded["names"] != NAMES


def test_staff_who_write_what_the_file_says_follow_it_again(files: Files) -> None:
    Indicator.objects.filter(code="IMM.SHR").update(decimals=3)
    files.say("indicators", "IMM.SHR", decimals=2)
    files.load()

    Indicator.objects.filter(code="IMM.SHR").update(decimals=2)
    files.say("indicators", "IMM.SHR", decimals=0)
    files.load()

    assert indicator().decimals == 0


def test_the_file_s_values_can_be_had_back_at_once(files: Files) -> None:
    row = indicator()
    row.maximum, row.names = Decimal(80), NAMES

    follow_file(row, "maximum", "names")
    row.save()

    assert indicator().maximum == 100
    assert indicator().names != NAMES


def test_zero_and_no_are_values_of_staff(files: Files) -> None:
    Indicator.objects.filter(code="IMM.STK").update(is_key_figure=False)
    Indicator.objects.filter(code="IMM.SHR").update(decimals=0)
    files.say("indicators", "IMM.SHR", decimals=2)
    files.load()

    assert not indicator("IMM.STK").is_key_figure
    assert indicator().decimals == 0


def test_a_field_that_is_new_to_the_file_follows_it(files: Files) -> None:
    row = indicator()
    del row.loaded["decimals"]
    row.save()
    files.say("indicators", "IMM.SHR", decimals=3)
    files.load()

    assert indicator().decimals == 3


def test_limits_left_open_are_suggested_again_from_new_figures(files: Files) -> None:
    files.say("indicators", "POP.TOT", breaks=[])
    files.load()
    suggested = indicator("POP.TOT").breaks
    header, *lines = files.lines("observations")
    files.write("observations", [header, *(line[:-2] + "0,," for line in lines)])
    files.load()

    assert suggested
    assert indicator("POP.TOT").breaks == [10 * limit for limit in suggested]


def test_what_staff_call_sensitive_is_no_key_figure_of_a_file(files: Files) -> None:
    Indicator.objects.filter(code="IMM.SHR").update(sensitive=True)
    files.say("indicators", "IMM.SHR", is_key_figure=True)
    files.load()

    assert indicator().sensitive
    assert not indicator().is_key_figure


def test_a_row_of_staff_is_theirs_when_a_file_begins_to_name_it(files: Files) -> None:
    row = source()
    row.pk, row.code, row.loaded = None, "OURS", {}
    row.licence, row.url, row._state.adding = "as agreed", "", True
    row.save()
    files.load()
    files.say("sources", "OURS", licence="open", url="https://example.org/")
    files.load()

    assert source("OURS").licence == "as agreed"
    assert source("OURS").url == "https://example.org/"


def test_a_new_row_is_as_its_file_says(files: Files) -> None:
    new = {"sensitive": True, "is_key_figure": False, "palette": "diverging"}
    files.say("indicators", "NEW.ONE", count="NEW.TWO", decimals=2, **new)
    files.say("indicators", "NEW.TWO", count=None)
    files.load()

    row = indicator("NEW.ONE")
    assert {name: getattr(row, name) for name in new} == new
    assert (row.decimals, row.count) == (2, indicator("NEW.TWO"))


def test_what_the_files_name_no_longer_goes_where_nothing_uses_it(files: Files) -> None:
    files.say("indicators", "NEW.TWO", count=None)
    files.say("indicators", "NEW.ONE", count="NEW.TWO")
    files.say("sources", "NEW")
    files.load()
    files.leave_out("indicators", "NEW.ONE", "NEW.TWO")
    files.leave_out("sources", "NEW")
    files.load()

    assert not Indicator.objects.filter(code__startswith="NEW").exists()
    assert not Source.objects.filter(code="NEW").exists()


def test_what_figures_of_another_release_use_stays_with_its_notes(files: Files) -> None:
    files.say("indicators", "NEW.ONE", count=None)
    files.say("sources", "NEW")
    files.load()
    release = release_of_staff(indicator("NEW.ONE"), source("NEW"))
    DataNote.objects.create(
        source=source("NEW"), country_id="ARM", indicators=["NEW.ONE"], kind="coverage"
    )
    files.leave_out("indicators", "NEW.ONE")
    files.leave_out("sources", "NEW")
    files.load()

    assert release.observations.get().source == source("NEW")
    assert source("NEW").data_notes.exists()
    # Named again, they follow the file as before; unused, they go.
    files.say("indicators", "NEW.ONE", decimals=4, count=None)
    files.load()
    assert indicator("NEW.ONE").decimals == 4
    replace(release, [])
    files.leave_out("indicators", "NEW.ONE")
    files.load()
    assert not Indicator.objects.filter(code="NEW.ONE").exists()
    assert not Source.objects.filter(code="NEW").exists()


def test_what_staff_made_stays_though_nothing_uses_it(files: Files) -> None:
    row = source()
    row.pk, row.code, row.loaded, row._state.adding = None, "OURS", {}, True
    row.save()
    files.say("sources", "UNDESA2020", licence="new")
    files.load()

    assert Source.objects.filter(code="OURS").exists()


def test_figures_that_staff_released_are_untouched_by_a_new_seed(files: Files) -> None:
    release = release_of_staff(indicator(), source())
    held = release.observations.values().get()
    lines = files.lines("observations")
    files.write("observations", lines[:20])
    files.load()

    assert release.observations.values().get() == held
    assert Observation.objects.count() == 19 + 1


def test_a_seed_that_staff_withdrew_stays_withdrawn(files: Files) -> None:
    Release.objects.filter(code="seed").update(state=Release.State.WITHDRAWN)
    version = data_version()
    files.say("indicators", "IMM.SHR", names=NAMES)
    files.load()

    assert Release.objects.get(code="seed").state == Release.State.WITHDRAWN
    # The catalogue is drawn too.
    assert data_version() != version


def test_a_changed_edition_or_range_makes_no_line_of_the_seed_wrong(
    files: Files,
) -> None:
    Source.objects.update(edition="corrected by staff")
    Indicator.objects.update(maximum=1)
    files.say("indicators", "IMM.SHR", names=NAMES)
    files.load()

    assert source().edition == "corrected by staff"
    assert Observation.objects.exists()


def test_a_problem_in_the_seed_names_file_and_line_and_changes_nothing(
    files: Files,
) -> None:
    version, count = data_version(), Observation.objects.count()
    lines = files.lines("observations")
    bad = [line.replace(",ALB,", ",XXX,") for line in lines[3:5]]
    files.write("observations", [*lines[:3], *bad, *lines[5:]])
    files.say("indicators", "IMM.SHR", names=NAMES)

    with pytest.raises(BadSeedError) as raised:
        files.load()

    assert (
        str(raised.value)
        .splitlines()[0]
        .startswith("observations.csv, line 4, iso3: 'XXX': No country")
    )
    assert (data_version(), Observation.objects.count()) == (version, count)
    assert indicator().names != NAMES


def test_the_report_of_the_seed_is_kept_by_file(files: Files) -> None:
    report = Release.objects.get(code="seed").report

    assert report["observations"]["figures_taken"] == 40
    assert report["flows"]["problems"] == []
