"""Arithmetic and words: money, ranges, years, days; the standard library only."""
