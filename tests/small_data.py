"""The smallest sound data folder: what tests change one thing in."""

from __future__ import annotations

from pathlib import Path

SMALL = {
    "sources.yaml": """\
sources:
  a-paper:
    title: A paper
    publisher: Somebody
    kind: press
    published: 2023-02
""",
    "measures.yaml": """\
strategy:
  title: A strategy
  department: A department
  published: 2023-02-02
  years: [2023-24, 2024-25]
  figures:
    - {amount: £100m, source: a-paper, quote: "£100m"}
pillars:
  help: Help
measures:
  a-measure:
    title: A measure
    pillar: help
    summary: It does something.
    figures:
      - amount: £40m
        qualifier: over
        source: a-paper
        quote: over £40m
    places:
      - {name: Dorset, code: E06000059, from: 2023-07-26, source: a-paper, quote: Dorset}
""",
    "allowances.yaml": """\
allowances:
  a-grant:
    title: A grant
    paid: once
    status: set amount
    who: {care_leaver: true}
    rates:
      - {amount: £20, until: 2023-03-31, source: a-paper, quote: "£20"}
      - {amount: £30, from: 2023-04-01, source: a-paper, quote: "£30"}
""",
    "prices.yaml": """\
prices:
  an-index:
    title: An index
    source: a-paper
    quote: 2023-24 is 100
    by: financial-year
    reference: 2023-24 = 100
    values:
      - {year: 2023-24, index: 100}
""",
}


def write_small(folder: Path) -> Path:
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
