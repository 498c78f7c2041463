"""The counting statement: one SELECT … GROUP BY that every engine runs."""
