"""Text of any shape in, an immutable document with exact spans out."""

from notesllm.document.model import Block, Cell, Document, Kind, Section
from notesllm.document.reading import read
from notesllm.document.sentences import Sentence, sentences
from notesllm.document.structure import structure_lines

__all__ = ["Block", "Cell", "Document", "Kind", "Section", "Sentence", "read", "sentences", "structure_lines"]
