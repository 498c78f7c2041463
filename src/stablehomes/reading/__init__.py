"""From a folder of YAML to a catalogue, or to every problem in it, each with its place."""
