"""Where the folders that ship beside the code are: inside an installed package, next to it in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def folder(kind: str) -> Traversable:
    """The folder ``prompts`` or ``schemas``."""
    installed = files(__package__) / kind
    return installed if installed.is_dir() else Path(__file__).parent.parent / kind
