"""The four territories of the demo in the current database, for pictures and for weighing."""

from contextlib import nullcontext

from deploy.demo.load import load_missing


def load_demo() -> None:
    """About 400 offers; half a minute."""
    load_missing(step=lambda name: nullcontext(), say=lambda line: None)
