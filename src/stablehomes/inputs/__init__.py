"""Whatever else a question is asked with: people, formulas, scenarios, saved answers, revisions, tables."""
