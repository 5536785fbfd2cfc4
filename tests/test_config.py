import datetime as dt
from typing import Any

import pytest

from notesllm import NotesllmError, OptionError
from notesllm.config import Options, from_environment


@pytest.mark.parametrize(
    ("option", "advice"),
    [
        ({"engine": "magic"}, "choose one of: auto, rules"),
        ({"meeting_date": "2024-10-15"}, "must be a datetime.date"),
        ({"meeting_date": dt.datetime(2024, 10, 15, tzinfo=dt.UTC)}, "must be a datetime.date"),
        ({"language": "english"}, "two-letter code"),
        ({"language": ""}, "two-letter code"),
    ],
)
def test_meaningless_options_say_what_would_mean_something(option: dict[str, Any], advice: str) -> None:
    with pytest.raises(OptionError, match=advice) as caught:
        Options(**option)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, NotesllmError)


@pytest.mark.parametrize(
    ("environ", "options"),
    [
        ({}, Options()),
        ({"NOTESLLM_ENGINE": "", "NOTESLLM_LANGUAGE": ""}, Options()),
        ({"NOTESLLM_ENGINE": "rules", "NOTESLLM_LANGUAGE": "de"}, Options(engine="rules", language="de")),
    ],
)
def test_the_environment_sets_defaults(environ: dict[str, str], options: Options) -> None:
    assert Options(**from_environment(environ)) == options


def test_a_wrong_environment_is_named() -> None:
    with pytest.raises(OptionError, match="NOTESLLM_ENGINE is 'gpt'"):
        from_environment({"NOTESLLM_ENGINE": "gpt"})
