"""A task's message as Celery's consumers expect it on Redis, without Celery to send it.

Celery's own producer takes two milliseconds of processor time a message, cannot wait without a
thread, and cannot be one step with what else is noted about a job. The format is public (message
protocol 2 in kombu's virtual envelope); a test holds ours against one that Celery wrote.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

_ORIGIN = "scenewright-api"
_EMBEDDED = {"callbacks": None, "errbacks": None, "chain": None, "chord": None}


@dataclass(frozen=True)
class TaskMessage:
    """A message whose priority is chosen where it is put in line."""

    before_priority: str
    after_priority: str

    def with_priority(self, priority: int) -> str:
        """The whole message."""
        return f"{self.before_priority}{priority}{self.after_priority}"


def task_message(
    task: str,
    task_id: str,
    body: Mapping[str, object],
    *,
    queue: str,
    tag: str,
    headers: Mapping[str, object],
) -> TaskMessage:
    """Call `task` with `body` as its one argument; `tag` is of this message alone."""
    content = json.dumps([[body], {}, _EMBEDDED])
    message = {
        "body": b64encode(content.encode()).decode("ascii"),
        "content-encoding": "utf-8",
        "content-type": "application/json",
        "headers": {**_plain_headers(task, task_id), **headers},
        "properties": {
            "correlation_id": task_id,
            "reply_to": "",
            "delivery_mode": 2,
            "delivery_info": {"exchange": "", "routing_key": queue},
            "body_encoding": "base64",
            "delivery_tag": tag,
            # Last, so that the text can be cut around it.
            "priority": 0,
        },
    }
    text, end = json.dumps(message), "0}}"
    return TaskMessage(text.removesuffix(end), end[1:])


def _plain_headers(task: str, task_id: str) -> dict[str, object]:
    return {
        "lang": "py",
        "task": task,
        "id": task_id,
        "shadow": None,
        "eta": None,
        "expires": None,
        "group": None,
        "group_index": None,
        "retries": 0,
        "timelimit": [None, None],
        "root_id": task_id,
        "parent_id": None,
        # What is shown of the arguments: prompts and code are not for looking at.
        "argsrepr": "(...)",
        "kwargsrepr": "{}",
        "origin": _ORIGIN,
        "ignore_result": True,
        "replaced_task_nesting": 0,
        "stamped_headers": None,
        "stamps": {},
    }
