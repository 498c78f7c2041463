"""Measurements that anyone can run: ratios within one run, never a test. One module, one table."""
