"""What readers take from the door in, under one name."""

from __future__ import annotations

from stablehomes.doors.incoming import START, Refused, decoded, read_bytes, read_text
from stablehomes.doors.limits import ANY_FILE as LARGEST_BYTES
from stablehomes.doors.limits import DATA_FILE as LARGEST_DATA_FILE

__all__ = ["LARGEST_BYTES", "LARGEST_DATA_FILE", "START", "Refused", "decoded", "read_bytes", "read_text"]
