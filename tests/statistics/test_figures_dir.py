from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from imap.statistics.seed_files import DATA


@pytest.mark.figures
@pytest.mark.usefixtures("seed")
def test_the_seed_is_what_the_tidy_figures_make(
    figures_dir: Path, tmp_path: Path
) -> None:
    call_command("make_seed", str(figures_dir), to=tmp_path, verbosity=0)

    for name in ("observations.csv", "flows.csv", "flow_totals.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes()


def test_a_folder_without_figures_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no observations"):
        call_command("make_seed", str(tmp_path), to=tmp_path)
