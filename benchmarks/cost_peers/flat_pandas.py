"""A flat sum for every second of so many people, with pandas, in whole pence: prints the pence of all."""

import sys

import numpy
import pandas

people, pence = int(sys.argv[1]), int(sys.argv[2])
leavers = pandas.DataFrame({"care_leaver": numpy.arange(people) % 2 == 0})
print(int((leavers.care_leaver * pence).sum()))
