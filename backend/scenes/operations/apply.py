"""A batch of operations on a document: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ValidationError

from backend.errors import Owner, ServiceError
from backend.scenes.checks import Problem, validate
from backend.scenes.document import Document
from backend.scenes.operations.describe import describe
from backend.scenes.operations.model import Operation
from backend.scenes.operations.perform import RefusedError, perform


class OperationRefusedError(ServiceError):
    """An operation cannot be done to this document; nothing of its batch was."""

    code: ClassVar[str] = "scene.operation_refused"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Applied:
    """What a batch did: the new document, how to undo it, how to tell it, what it touched."""

    document: Document
    inverse: list[Operation]
    descriptions: list[str]
    touched: list[str]


def apply(document: Document, operations: Sequence[Operation]) -> Applied:
    """The document after all operations.

    Raises:
        OperationRefusedError: when one names what does not exist, or the result has an error that
            the document did not have before.
    """
    current = document
    inverse: list[Operation] = []
    told: list[str] = []
    touched: dict[str, None] = {}
    for index, operation in enumerate(operations):
        try:
            done = perform(current, operation)
        except (RefusedError, ValidationError) as error:
            message = str(error) if isinstance(error, RefusedError) else _first(error)
            raise OperationRefusedError(message, index=index, op=operation.op) from error
        told.append(describe(operation, current))
        inverse = [*done.inverse, *inverse]
        touched |= dict.fromkeys(done.touched)
        current = done.document
    _no_new_errors(document, current)
    return Applied(current, inverse, told, list(touched))


def _no_new_errors(before: Document, after: Document) -> None:
    new = [problem for problem in validate(after) if problem.severity == "error"]
    if not new:
        return
    old = {_key(problem) for problem in validate(before)}
    for problem in new:
        if _key(problem) not in old:
            raise OperationRefusedError(
                problem.message, problem=problem.code, id=problem.id, field=problem.field
            )


def _key(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
