r"""Unfinished actions as GitHub issues: one body a line, for GitHub's REST API.

Each line is the body of `POST /repos/{owner}/{repo}/issues`
(https://docs.github.com/en/rest/issues/issues#create-an-issue), as GitHub's OpenAPI description has it. With its own
command line, leaving out what an earlier run made::

    jq -c . issues.jsonl | while IFS= read -r issue; do
      id=$(jq -r '.body | capture("<!-- notesllm:(?<id>\\S+) -->").id' <<< "$issue")
      [ "$(gh issue list --state all --search "\"notesllm:$id\" in:body" --json number --jq length)" = 0 ] || continue
      gh api "repos/{owner}/{repo}/issues" --input - <<< "$issue"
    done

Nobody is pinged: handles in the notes are shown as code, and only an owner whom they write as a handle (@octocat) is
assigned. Finished actions are left out, for the API opens what it makes.
"""

import json

from notesllm._regex import regex
from notesllm.export.gathering import rows
from notesllm.export.linear import markdown
from notesllm.export.rows import Exportable, Task
from notesllm.export.texts import cut

MOST_TITLE = 256
MOST_ASSIGNEES = 10
_HANDLE = regex(r"@([A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38})")
_AT = regex(r"@(?=\w)")


def to_github(what: Exportable) -> bytes:
    issues = (_issue(task) for task in rows(what).tasks if not task.over)
    return "".join(json.dumps(issue, ensure_ascii=False) + "\n" for issue in issues).encode("utf-8", "replace")


def _issue(task: Task) -> dict[str, object]:
    handles = [found[1] for hand in task.hands if (found := _HANDLE.fullmatch(hand.name))]
    labels = ["action item", *([f"priority: {task.priority}"] if task.priority else [])]
    title = _AT.sub("＠", task.text)  # a title takes no code; a wide sign pings nobody
    issue: dict[str, object] = {
        "title": cut(title, MOST_TITLE) or "Untitled",
        "body": f"{markdown(task)}\n\n<!-- notesllm:{task.id} -->",
        "labels": [*labels, "blocked"] if task.status == "blocked" else labels,
    }
    return issue | {"assignees": list(dict.fromkeys(handles))[:MOST_ASSIGNEES]} if handles else issue
