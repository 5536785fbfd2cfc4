"""Text of any shape in, an immutable document with exact spans out."""

from notesllm.document.model import Block, Cell, Document, Kind, Section
from notesllm.document.reading import read
from notesllm.document.sentences import Sentence, sentences
from notesllm.document.structure import BLANK, CONTENT, STRUCTURE, line_kinds

__all__ = [
    "BLANK",
    "CONTENT",
    "STRUCTURE",
    "Block",
    "Cell",
    "Document",
    "Kind",
    "Section",
    "Sentence",
    "line_kinds",
    "read",
    "sentences",
]
