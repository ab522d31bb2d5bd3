"""Drives the official Python clients against a runtime; prints one JSON line of what it saw.

`python_client.py URL` runs calls of every kind; `python_client.py URL TOKEN` signs in, subscribes,
says so, and goes on after a line on its input, when the runtime has been killed and started anew.
"""

import json
import sys
from collections.abc import Callable, Iterable

from convex.http_client import ConvexHttpClient

from convex import ConvexClient, ConvexError


def failure(call: Callable[[], object]) -> dict[str, object]:
    try:
        call()
    except ConvexError as error:
        return {"data": error.data}
    except Exception as error:  # noqa: BLE001 - the class of plain failures is the client's business
        return {"text": str(error)}
    return {}


def until(stream: Iterable[object], title: str) -> list[object]:
    return next(titles for titles in stream if isinstance(titles, list) and title in titles)


def survive(url: str, token: str) -> None:
    client = ConvexClient(url)
    client.set_auth(token)
    stream = iter(client.subscribe("notes:find", {"words": "python"}))
    seen: dict[str, object] = {"before": client.query("rules:identity"), "first": next(stream)}
    print("subscribed", flush=True)
    sys.stdin.readline()
    seen["live"] = until(stream, "after the restart")
    client.mutation("notes:add", {"title": "mine", "body": "python", "shelf": "p"})
    seen["own"] = until(stream, "mine")
    seen["after"] = client.query("rules:identity")
    http = ConvexHttpClient(url)
    http.set_auth(token)
    seen["http"] = http.query("rules:identity")
    http.set_auth("no.such.token")
    seen["refused"] = failure(lambda: http.query("rules:identity"))
    print(json.dumps(seen))


def main(url: str) -> None:
    seen: dict[str, object] = {}
    http = ConvexHttpClient(url)
    http.mutation("messages:send", {"channel": "py", "body": "over http"})
    seen["http"] = [m["body"] for m in http.query("messages:list", {"channel": "py"})]
    seen["httpAction"] = http.action("messages:fanOut", {"channel": "pa", "bodies": ["x", "y"]})
    seen["httpError"] = failure(lambda: http.mutation("messages:fail", {}))
    client = ConvexClient(url)
    updates: list[int] = []
    subscription = client.subscribe("messages:list", {"channel": "py"})
    stream = iter(subscription)
    updates.append(len(next(stream)))
    client.mutation("messages:send", {"channel": "py", "body": "over the socket"})
    updates.append(len(next(stream)))
    seen["updates"] = updates
    seen["socketError"] = failure(lambda: client.mutation("messages:fail", {}))
    seen["socketPlain"] = failure(lambda: client.mutation("messages:plainFail", {}))
    seen["action"] = client.action("messages:fanOut", {"channel": "pb", "bodies": ["x"]})
    print(json.dumps(seen, default=str))


_, address, *rest = sys.argv
if rest:
    survive(address, rest[0])
else:
    main(address)
