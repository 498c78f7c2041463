"""One question a file: pure functions from a catalogue to a frozen answer."""
