"""What a `/v1` route works with: the caller's functions, pages, ids and waiting."""

import base64
import binascii
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Path, Query, Request, Security
from fastapi.security import HTTPBearer

from backend.api.v1.shapes.base import Answer, Page
from backend.api.v1.state import V1State
from backend.services.rest.errors import BadCursorError, ConvexRefusal, refusal_of
from backend.services.rest.functions import Functions
from backend.services.rest.principals import Principal
from backend.services.rest.waiting import wait_until

Item = TypeVar("Item", bound=Answer)
Thing = TypeVar("Thing")
_ID = re.compile(r"[0-9a-z]{20,64}")

# Documents the credential; the gate has checked it before any dependency runs.
_bearer = HTTPBearer(
    scheme_name="bearer", auto_error=False, description="An API key, or a short access token."
)

Id = Annotated[str, Path(description="An id as the API gave it.", max_length=100)]
WaitSeconds = Annotated[
    float, Query(alias="wait", ge=0, le=60, description="Seconds to wait for it to settle.")
]


@dataclass(frozen=True)
class PageQuery:
    """Which part of a list."""

    limit: int
    cursor: str | None


def page_query(
    limit: Annotated[int, Query(ge=1, le=100, description="Most items in the answer.")] = 25,
    cursor: Annotated[
        str | None, Query(max_length=8000, description="`nextCursor` of the page before.")
    ] = None,
) -> PageQuery:
    """The two parameters of every list."""
    return PageQuery(limit, cursor)


Paging = Annotated[PageQuery, Depends(page_query)]


class Call:
    """One request's way to Convex, as its caller."""

    def __init__(self, request: Request) -> None:
        self.state = cast("V1State", request.app.state.v1)
        self.principal = cast("Principal", request.state.principal)
        self._state = request.state
        self._request_id = cast("str | None", request.state.client_request_id)
        self.functions: Functions = self.state.functions.as_user(self.principal.token)

    def once(self, step: str = "") -> dict[str, object]:
        """The argument that makes a mutation happen once, when the caller asked for it."""
        if self._request_id is None:
            return {}
        return {"clientRequestId": self._request_id + step}

    def while_as_read(self) -> dict[str, object]:
        """The argument that lets a change happen only to what the caller read, with `If-Match`."""
        expected = cast("object", self._state.expected)
        return {} if expected is None else {"expected": expected}

    async def read(self, path: str, shape: type[Item], args: Mapping[str, object]) -> Item:
        """A query's answer as a shape."""
        value = await self.functions.query(path, check_ids(args))
        self._state.last_read = value
        return shape.model_validate(value)

    async def read_list(
        self, path: str, shape: type[Item], args: Mapping[str, object]
    ) -> list[Item]:
        """A query's list as shapes."""
        value = await self.functions.query(path, check_ids(args))
        return [shape.model_validate(row) for row in cast("list[object]", value)]

    async def page(
        self, path: str, shape: type[Item], *, page: PageQuery, args: Mapping[str, object]
    ) -> Page[Item]:
        """One page of a paginated query."""
        options = {"numItems": page.limit, "cursor": _open_cursor(path, page.cursor)}
        raw = await self.functions.query(path, {**check_ids(args), "paginationOpts": options})
        value = cast("dict[str, object]", raw)
        items = [shape.model_validate(row) for row in cast("list[object]", value["page"])]
        ended = bool(value["isDone"])
        following = None if ended else _close_cursor(path, str(value["continueCursor"]))
        return Page(items=items, next_cursor=following)

    async def change(self, path: str, args: Mapping[str, object]) -> object:
        """A mutation's answer."""
        return await self.functions.mutation(path, check_ids(args))

    async def act(self, path: str, args: Mapping[str, object]) -> object:
        """An action's answer."""
        return await self.functions.action(path, check_ids(args))

    async def wait(
        self,
        read: Callable[[], Awaitable[Thing]],
        settled: Callable[[Thing], bool],
        *,
        seconds: float,
    ) -> Thing:
        """The thing once it is settled, or as it is when the time is up."""
        state = self.state
        if seconds == 0:
            return await read()
        with state.places.hold(self.principal.external_id):
            return await wait_until(
                read, settled, seconds=seconds, clock=state.clock, pause=state.pause
            )


def make_call(request: Request, _credential: Annotated[object, Security(_bearer)]) -> Call:
    """The call of this request."""
    return Call(request)


ThisCall = Annotated[Call, Depends(make_call)]


def check_ids(args: Mapping[str, object]) -> Mapping[str, object]:
    """Answer a text that is no id at all as what it is to the caller: not there."""
    for name, value in args.items():
        if name.endswith("Id") and name != "clientRequestId" and not _is_id(value):
            raise refusal_of(ConvexRefusal("resource.not_found", "There is nothing here."))
    return args


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _close_cursor(path: str, cursor: str) -> str:
    return base64.urlsafe_b64encode(f"{path}\n{cursor}".encode()).decode()


def _open_cursor(path: str, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        made_by, _, cursor = base64.urlsafe_b64decode(text).decode().partition("\n")
    except (binascii.Error, ValueError) as error:
        message = "The cursor is not one of this list."
        raise BadCursorError(message) from error
    if made_by != path or not cursor:
        message = "The cursor is not one of this list."
        raise BadCursorError(message)
    return cursor
