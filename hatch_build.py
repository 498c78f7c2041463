"""Building the wheel: the shipped data goes in as YAML and, checked, as a module; so do the files' forms."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedCatalogue(BuildHookInterface[Any]):
    """Reads and checks the data of the checkout and adds three modules to the wheel.

    A build from data that is not sound fails here. An editable install gets no such modules: a checkout
    always reads its YAML, and checks it with the models.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds."""
        if version == "editable":
            return
        top = Path(self.root)
        sys.path.insert(0, str(top / "src"))
        from stablehomes.reading.prebuilt import data, forms

        modules = {
            "shipped": data.module_text(top / "data"),
            "shipped_councils": data.councils_text(top / "data"),
            "shipped_forms": forms.module_text(),
        }
        self.made = TemporaryDirectory(prefix="stablehomes-")
        for name, text in modules.items():
            module = Path(self.made.name) / f"{name}.py"
            module.write_text(text, encoding="utf-8")
            module.chmod(0o644)
            build_data["force_include"][str(module)] = f"stablehomes/reading/prebuilt/{name}.py"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Called by hatchling when it has built: nothing is left beside the wheel."""
        if version != "editable":
            self.made.cleanup()
