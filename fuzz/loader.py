"""Fuzzes the loader along the paths of its own code; stops after a stated time.

    pip install atheris
    python fuzz/loader.py -max_total_time=60 tests/bad/measures

The files of the corpus are where it begins. An input that ends in anything but an answer or problems with a
place is written to a file beside the call: put it into ``tests/bad/`` with the mend.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("this needs atheris: pip install atheris")

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "tests"))

with atheris.instrument_imports(include=["stablehomes"]):
    from small_data import write_small
    from stablehomes.problems.codes import CODES
    from stablehomes.reading.folder import look_at

FOLDER = write_small(Path(tempfile.mkdtemp()) / "data")


def one_input(content: bytes) -> None:
    """The oracle: a catalogue and no error, or errors with a code, a place, a message and advice."""
    (FOLDER / "measures.yaml").write_bytes(content)
    examined = look_at(FOLDER)
    errors = [problem for problem in examined.problems if problem.severity == "error"]
    assert (examined.catalogue is None) == bool(errors)
    assert all(each.code in CODES and each.line and each.message and each.help for each in errors)


atheris.Setup(sys.argv, one_input)
atheris.Fuzz()
