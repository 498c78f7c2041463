"""Every code that a problem may have, and what it means; the codes are stable."""

from __future__ import annotations

CODES = {
    # The folder and its files
    "missing-folder": "There is no folder where one was named.",
    "missing-file": "A file that belongs to a data folder is not there.",
    "unreadable-file": "What stands there is not a plain file, or may not be read.",
    "changed-file": "The file was written to while it was read.",
    "file-too-large": "The file is larger than the limit, or holds more values than such a file can need.",
    "empty-file": "There is nothing in the file.",
    "not-utf-8": "The file is written in an encoding other than UTF-8.",
    "unprintable": "A character that may not stand in a YAML file, such as NUL or an escape.",
    # YAML
    "bad-yaml": "The text is not YAML.",
    "several-documents": "The file holds more than one YAML document.",
    "too-deep": "Brackets or indentation are nested too deep.",
    "yaml-feature": "An anchor, an alias, a merge key or a tag: none of them is read.",
    "repeated-key": "A key stands twice in one entry.",
    "empty-value": "A key, or an entry of a list, has no value.",
    # The form of a file
    "unknown-key": "A key that the entry does not have.",
    "missing-key": "A key that the entry needs is not there.",
    "wrong-shape": "A plain value where keys or a list should stand, or the other way round.",
    "empty-list": "A list that needs at least one entry has none.",
    # Values
    "bad-amount": "Not an amount of pounds, exact to the penny.",
    "bad-count": "Not a whole number.",
    "bad-number": "Not a plain number.",
    "bad-date": "Not a date, or not in the calendar, or less exact than is needed.",
    "bad-year": "Not a financial year that exists.",
    "bad-id": "Not an id: small letters, digits and hyphens.",
    "bad-url": "Not a whole web address.",
    "bad-truth": "Neither true nor false.",
    "bad-ons-code": "Not of the shape of an ONS code.",
    "no-text": "Nothing but spaces where words should stand.",
    "unknown-qualifier": "A qualifier that is not known.",
    "unknown-word": "A word that is not on the list of those that may stand here.",
    # What the files mean together
    "unknown-source": "A source that is not in sources.yaml.",
    "unused-source": "A source that nothing names.",
    "unknown-pillar": "A pillar that the file does not list.",
    "mixed-figures": "The figures of one context entry are of different kinds.",
    "backward-days": "Something that ends before it begins.",
    "overlapping-rates": "Two rates of one allowance hold on the same day.",
    "rate-gap": "Days between two rates that have none.",
    "wrong-period": "A price level for a month where years are wanted, or the other way round.",
    "repeated-period": "The same year or month twice in one list.",
    "beyond-envelope": "More is itemised than was announced.",
    "disagreement": "Documents state one thing in different ways.",
    "stale-figure": "A figure that was stated before the day of --stale-after.",
    "more-problems": "There are more problems in the file than are shown.",
    # Files of areas
    "bad-csv": "The file of areas is not CSV.",
    "missing-column": "The file of areas lacks a column that is needed.",
    "repeated-column": "A column stands twice in the file of areas.",
    "no-areas": "There are no areas in the file.",
    "ragged-line": "A line with more or fewer cells than the header.",
    "repeated-area": "An area stands twice.",
    "bad-weight": "Not a weight that areas can be shared by.",
}
