"""python -m stablehomes"""

from stablehomes.cli import main

main()
