"""A data folder to begin with: four small files, and the schemas by which an editor helps to fill them in."""

from __future__ import annotations

import os
from pathlib import Path

from stablehomes.commands.output import NotWritten
from stablehomes.formats.json import written
from stablehomes.problems.problem import WrongCall
from stablehomes.reading.data_files import DATA_FILES, OPTIONAL_FILES
from stablehomes.reading.json_schema import file_schema

STARTER = Path(__file__).parent.parent / "starter"


def write_starter(folder: Path) -> list[Path]:
    """Writes the files into a folder, which is made if it is not there, and returns their names.

    Raises WrongCall if one of them is there already, before anything is written; NotWritten if there is no
    room or no permission.
    """
    files = {folder / each.name: each.read_text(encoding="utf-8") for each in sorted(STARTER.glob("*.yaml"))}
    files |= {
        folder / "schemas" / f"{name}.json": written(file_schema(name))
        for name in DATA_FILES
        if name not in OPTIONAL_FILES
    }
    try:
        there = [str(file) for file in files if os.path.lexists(file)]
        if there:
            raise WrongCall(f"{there[0]} is there already; nothing was written", "name a new folder")
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as opened:  # never over what somebody else just put there
                opened.write(text)
    except OSError as error:
        raise NotWritten(f"{error.filename or folder}: {error.strerror}") from None
    return list(files)
