"""Files and tables of people, counted by what the rules can see; no id, name or row leaves this room."""
