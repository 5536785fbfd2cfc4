"""The words by which people mark things in notes: data, one TOML file a language.

``lexicon(language)`` gives that language's words over the English ones, because English markers (TODO, ACTION, Owner)
stand in notes of every language. ``recognise(text)`` tells the language by its most frequent small words.
"""

from notesllm.lexicon.loading import LANGUAGES, Lexicon, given_names, lexicon, phrase_key, small_words, unaccented
from notesllm.lexicon.recognising import recognise

__all__ = ["LANGUAGES", "Lexicon", "given_names", "lexicon", "phrase_key", "recognise", "small_words", "unaccented"]
