"""Building the wheel: the shipped data goes in as YAML and, checked, as a module that loads at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedCatalogue(BuildHookInterface[Any]):
    """Reads and checks the data of the checkout and adds ``stablehomes/shipped.py`` to the wheel.

    A build from data that is not sound fails here. An editable install gets no such module: a checkout
    always reads its YAML.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds."""
        if version == "editable":
            return
        top = Path(self.root)
        sys.path.insert(0, str(top / "src"))
        from stablehomes.shipping import module_text

        module = Path(self.directory) / "shipped.py"
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(module_text(top / "data"), encoding="utf-8")
        build_data["force_include"][str(module)] = "stablehomes/shipped.py"
