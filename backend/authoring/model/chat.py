"""One question to a model and its answer, within limits of time, tries and tokens.

Chat completions are the common denominator: OpenAI, Ollama, vLLM, llama.cpp and OpenRouter all
speak them. A JSON schema is never relied upon, because servers accept one and do not keep it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import httpx2
import openai
from openai.types.chat import ChatCompletionMessageParam

from backend.authoring.port import AuthorUnavailableError
from backend.clock import SystemClock

OnText = Callable[[str], None]
_CONNECT_SECONDS = 5.0
_TEMPERATURE = 0.2
_DIALECTS = 3
_CHARS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """Where the model is, and what one answer may cost."""

    model: str
    api_key: str = field(repr=False)
    base_url: str | None = None
    # What a person is told to check when the endpoint refuses the key.
    key_called: str = "OPENAI_API_KEY"
    model_called: str = "OPENAI_MODEL and OPENAI_BASE_URL"
    timeout_seconds: float = 60.0
    tries_max: int = 3
    answer_tokens_max: int = 6_000
    now: Callable[[], float] = SystemClock().monotonic_s


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
    # The endpoint did not count: the figures are guessed from the length of the texts.
    estimated: bool = False


class Chat(Protocol):
    """A model that answers messages."""

    def ask(self, messages: Sequence[Message], *, on_text: OnText | None = None) -> Answer:
        """The answer to a talk; `on_text` is told what has come so far.

        Raises:
            AuthorUnavailableError: the endpoint did not answer, or refused.
        """
        ...


class OpenAIChat:
    """The `openai` package against any compatible endpoint."""

    def __init__(self, options: ChatOptions) -> None:
        self._options = options
        # Which spelling of the limits this endpoint takes is learnt from its first refusal.
        self._dialect = _Dialect()
        self._client = openai.OpenAI(
            api_key=options.api_key,
            base_url=options.base_url,
            timeout=httpx2.Timeout(options.timeout_seconds, connect=_CONNECT_SECONDS),
            # The package waits as the endpoint asks (Retry-After) and backs off otherwise.
            max_retries=options.tries_max - 1,
        )

    def ask(self, messages: Sequence[Message], *, on_text: OnText | None = None) -> Answer:
        for _ in range(_DIALECTS):
            try:
                answer = self._asked(messages, on_text)
            except openai.BadRequestError as error:
                if self._dialect.learn(error.message):
                    continue
                raise self._unavailable(error.status_code) from error
            except openai.APIStatusError as error:
                raise self._unavailable(error.status_code) from error
            except (openai.APIError, ValueError) as error:
                message = "The model did not answer in a usable way."
                raise AuthorUnavailableError(message, reason=type(error).__name__) from error
            return answer
        raise self._unavailable(400)

    def _unavailable(self, status: int) -> AuthorUnavailableError:
        refused = f"The model's endpoint refused the key: check {self._options.key_called}."
        unknown = f"The endpoint does not know the model: check {self._options.model_called}."
        known = {
            401: refused,
            403: refused,
            404: unknown,
            429: "The model's endpoint is busy or the quota is used up; try again later.",
        }
        message = known.get(status, "The model's endpoint failed; try again later.")
        return AuthorUnavailableError(message, status=status)

    def _asked(self, messages: Sequence[Message], on_text: OnText | None) -> Answer:
        extra = self._dialect.arguments(self._options.answer_tokens_max)
        asked = [_as_param(message) for message in messages]
        if on_text is not None:
            return self._streamed(messages, on_text, extra)
        done = self._client.chat.completions.create(
            model=self._options.model, messages=asked, extra_body=extra
        )
        # Compatible servers leave out what the official types promise.
        choices = done.choices or []
        text = (choices[0].message.content or "") if choices else ""
        usage = done.usage
        cut_off = bool(choices) and choices[0].finish_reason == "length"
        if usage is None:
            return _guessed(messages, text, cut_off=cut_off)
        return Answer(text, usage.prompt_tokens, usage.completion_tokens, cut_off=cut_off)

    def _streamed(
        self, messages: Sequence[Message], on_text: OnText, extra: dict[str, object]
    ) -> Answer:
        text, finish, counted = "", None, None
        started = self._options.now()
        with self._client.chat.completions.create(
            model=self._options.model,
            messages=[_as_param(message) for message in messages],
            stream=True,
            stream_options={"include_usage": True},
            extra_body=extra,
        ) as stream:
            for part in stream:
                counted = part.usage or counted
                for choice in part.choices or []:
                    text += choice.delta.content or ""
                    finish = choice.finish_reason or finish
                on_text(text)
                # Each piece may come in time and all of them together may not.
                if self._options.now() - started > self._options.timeout_seconds:
                    break
        # A stream that is cut ends without an error and without a reason.
        cut_off = finish in {None, "length"}
        if counted is None:
            return _guessed(messages, text, cut_off=cut_off)
        return Answer(text, counted.prompt_tokens, counted.completion_tokens, cut_off=cut_off)


class _Dialect:
    """How an endpoint wants its limits spelt; reasoning models refuse what others need."""

    def __init__(self) -> None:
        self._limit = "max_tokens"
        self._temperature = True

    def arguments(self, tokens: int) -> dict[str, object]:
        """What is sent besides model and messages."""
        sent: dict[str, object] = {self._limit: tokens}
        return sent | ({"temperature": _TEMPERATURE} if self._temperature else {})

    def learn(self, refusal: str) -> bool:
        """Take a refusal into account; says whether asking again can help."""
        if "max_tokens" in refusal and self._limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return True
        if "temperature" in refusal and self._temperature:
            self._temperature = False
            return True
        return False


def _guessed(messages: Sequence[Message], text: str, *, cut_off: bool) -> Answer:
    read = sum(len(message.text) for message in messages) // _CHARS_A_TOKEN
    return Answer(text, read, len(text) // _CHARS_A_TOKEN, cut_off=cut_off, estimated=True)


def _as_param(message: Message) -> ChatCompletionMessageParam:
    match message.role:
        case "system":
            return {"role": "system", "content": message.text}
        case "assistant":
            return {"role": "assistant", "content": message.text}
        case _:
            return {"role": "user", "content": message.text}
