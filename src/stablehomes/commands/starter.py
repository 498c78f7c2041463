"""A data folder to begin with: four small files, and the schemas by which an editor helps to fill them in."""

from __future__ import annotations

from pathlib import Path

from stablehomes.commands.output import write_files
from stablehomes.formats.json import written
from stablehomes.reading.data_files import DATA_FILES, OPTIONAL_FILES
from stablehomes.reading.json_schema import file_schema

STARTER = Path(__file__).parent.parent / "starter"
MOST_NEW_FOLDERS = 20  # one within the other


def write_starter(folder: Path) -> list[Path]:
    """Writes the files into a folder, which is made if it is not there, and returns their names.

    Raises WrongCall if one of them is there already, before anything is written; NotWritten if there is no
    room or no permission. All of them are written, or none.
    """
    files = {folder / each.name: each.read_bytes() for each in sorted(STARTER.glob("*.yaml"))}
    files |= {
        folder / "schemas" / f"{name}.json": written(file_schema(name)).encode()
        for name in DATA_FILES
        if name not in OPTIONAL_FILES
    }
    write_files(files, over=False, new_folders=MOST_NEW_FOLDERS)
    return list(files)
