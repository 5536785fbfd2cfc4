import datetime as dt
import math
from typing import Any

import pytest

from notesllm import NotesllmError, OptionError
from notesllm.config import Options, Price, from_environment


@pytest.mark.parametrize(
    ("option", "advice"),
    [
        ({"engine": "magic"}, "choose one of: auto, rules"),
        ({"meeting_date": "2024-10-15"}, "must be a datetime.date"),
        ({"meeting_date": dt.datetime(2024, 10, 15, tzinfo=dt.UTC)}, "must be a datetime.date"),
        ({"language": "english"}, "two-letter code"),
        ({"language": ""}, "two-letter code"),
        ({"timeout": math.nan}, "above 0"),
        ({"timeout": -1}, "above 0"),
        ({"attempts": True}, "above 0"),
        ({"budget_usd": math.nan}, "above 0"),
        ({"budget_tokens": 0}, "above 0"),
        ({"price": (1.0, 2.0)}, "must be a Price"),
        ({"price": Price(math.nan, 1.0)}, "from 0 up"),
        ({"price": Price(1.0, -1.0)}, "from 0 up"),
        ({"price": Price(1.0, 1.0, math.inf)}, "from 0 up"),
        ({"price": Price(1.0, "2")}, "from 0 up"),  # type: ignore[arg-type]
        ({"model": 5}, "model must be a text"),
        ({"api_key": b"sk-secret"}, "api_key must be a text, not of the type bytes$"),
        ({"hide": "money"}, "a set of names"),
        ({"hide": 5}, "a set of names"),
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
