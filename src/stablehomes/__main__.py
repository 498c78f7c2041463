"""The program: the command ``stablehomes``, and ``python -m stablehomes``."""

import gc


def main() -> None:
    """Imports the list of commands and runs one."""
    # What is made for one answer stays until the program ends: looking for garbage in it, then or at the end,
    # would find none.
    gc.disable()
    try:
        from stablehomes.cli import main as run

        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
