"""One question to a model and its answer, within limits of time, tries and tokens.

Chat completions are the common denominator: OpenAI, Ollama, vLLM, llama.cpp and OpenRouter all
speak them. A JSON schema is never relied upon, because servers accept one and do not keep it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import openai
from openai.types.chat import ChatCompletionMessageParam

from backend.authoring.port import AuthorUnavailableError


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """Where the model is, and what one answer may cost."""

    model: str
    api_key: str
    base_url: str | None = None
    timeout_seconds: float = 60.0
    tries_max: int = 3
    answer_tokens_max: int = 6_000


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the talk."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0
    cut_off: bool = False


class Chat(Protocol):
    """A model that answers messages."""

    def ask(self, messages: Sequence[Message]) -> Answer:
        """The answer to a talk.

        Raises:
            AuthorUnavailableError: the endpoint did not answer, or refused.
        """
        ...


class OpenAIChat:
    """The `openai` package against any compatible endpoint."""

    def __init__(self, options: ChatOptions) -> None:
        self._options = options
        self._client = openai.OpenAI(
            api_key=options.api_key,
            base_url=options.base_url,
            timeout=options.timeout_seconds,
            # The package waits as the endpoint asks (Retry-After) and backs off otherwise.
            max_retries=options.tries_max - 1,
        )

    def ask(self, messages: Sequence[Message]) -> Answer:
        try:
            done = self._client.chat.completions.create(
                model=self._options.model,
                messages=[_as_param(message) for message in messages],
                max_tokens=self._options.answer_tokens_max,
                temperature=0.2,
            )
        except openai.APIStatusError as error:
            raise _unavailable(error.status_code) from error
        except (openai.APIError, ValueError) as error:
            message = "The model did not answer in a usable way."
            raise AuthorUnavailableError(message, reason=type(error).__name__) from error
        # Compatible servers leave out what the official types promise.
        choices = done.choices or []
        text = (choices[0].message.content or "") if choices else ""
        usage = done.usage
        return Answer(
            text=text,
            input_tokens=usage.prompt_tokens if usage else 0,
            output_tokens=usage.completion_tokens if usage else 0,
            cut_off=bool(choices) and choices[0].finish_reason == "length",
        )


def _unavailable(status: int) -> AuthorUnavailableError:
    known = {
        401: "The model's endpoint refused the key: check OPENAI_API_KEY.",
        403: "The model's endpoint refused the key: check OPENAI_API_KEY.",
        404: "The endpoint does not know the model: check OPENAI_MODEL and OPENAI_BASE_URL.",
        429: "The model's endpoint is busy or the quota is used up; try again later.",
    }
    message = known.get(status, "The model's endpoint failed; try again later.")
    return AuthorUnavailableError(message, status=status)


def _as_param(message: Message) -> ChatCompletionMessageParam:
    match message.role:
        case "system":
            return {"role": "system", "content": message.text}
        case "assistant":
            return {"role": "assistant", "content": message.text}
        case _:
            return {"role": "user", "content": message.text}
