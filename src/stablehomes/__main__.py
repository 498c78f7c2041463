"""The program: the command ``stablehomes``, and ``python -m stablehomes``."""

import gc


def main() -> None:
    """Imports the list of commands and runs one."""
    # What is made for one answer stays until the program ends: looking for garbage in it finds none.
    gc.disable()
    from stablehomes.cli import main as run

    run()


if __name__ == "__main__":
    main()
