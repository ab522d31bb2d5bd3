"""Drives the official Python clients against a runtime; prints one JSON line of what it saw."""

import json
import sys

from convex.http_client import ConvexHttpClient

from convex import ConvexClient, ConvexError


def failure(client: ConvexClient | ConvexHttpClient, path: str) -> dict[str, object]:
    try:
        client.mutation(path, {})
    except ConvexError as error:
        return {"data": error.data}
    except Exception as error:  # noqa: BLE001 - the class of plain failures is the client's business
        return {"text": str(error)}
    return {}


def main(url: str) -> None:
    seen: dict[str, object] = {}
    http = ConvexHttpClient(url)
    http.mutation("messages:send", {"channel": "py", "body": "over http"})
    seen["http"] = [m["body"] for m in http.query("messages:list", {"channel": "py"})]
    seen["httpAction"] = http.action("messages:fanOut", {"channel": "pa", "bodies": ["x", "y"]})
    seen["httpError"] = failure(http, "messages:fail")
    client = ConvexClient(url)
    updates: list[int] = []
    subscription = client.subscribe("messages:list", {"channel": "py"})
    stream = iter(subscription)
    updates.append(len(next(stream)))
    client.mutation("messages:send", {"channel": "py", "body": "over the socket"})
    updates.append(len(next(stream)))
    seen["updates"] = updates
    seen["socketError"] = failure(client, "messages:fail")
    seen["socketPlain"] = failure(client, "messages:plainFail")
    seen["action"] = client.action("messages:fanOut", {"channel": "pb", "bodies": ["x"]})
    print(json.dumps(seen, default=str))


main(sys.argv[1])
