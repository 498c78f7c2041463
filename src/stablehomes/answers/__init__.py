"""An answer as plain values, back again, and its JSON Schema."""
