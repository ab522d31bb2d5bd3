"""Settings: the one place that reads the environment.

Owns: names, defaults and checks of everything that can be configured in the Python processes.
Never does: connect to anything, or get imported by anything but the composition roots
(`api/app.py`, `workers/app.py` and the commands beside them), which turn settings into arguments.
Look next: `backend/api/app.py`, `backend/workers/app.py`.
"""

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, cast
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic.alias_generators import to_camel

from backend.secret_rules import secret_problems, split_secrets, without_password

_PREFIX = "SCENEWRIGHT_"

Environment = Literal["development", "production", "test"]
Queue = Literal["author", "render", "export", "webhooks", "maintenance"]
ALL_QUEUES: tuple[Queue, ...] = ("author", "render", "export", "webhooks", "maintenance")


class SettingsError(Exception):
    """The environment cannot be used; the message lists every problem at once."""


class OidcProvider(BaseModel):
    """A sign-in provider that speaks OpenID Connect."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    id: str = Field(pattern=r"^[a-z0-9-]{1,30}$")
    issuer: str
    client_id: str
    client_secret: SecretStr


class Settings(BaseModel):
    """Everything that can be configured, checked and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    environment: Environment = Field(
        default="development", description="`production` tightens checks; `test` allows no secrets."
    )

    # Signed calls between Convex and us.
    webhook_secret: SecretStr = Field(
        default=SecretStr(""),
        description="Signs calls Convex → API: one key, or several with commas while they rotate.",
        json_schema_extra={"env": "WEBHOOK_SECRET"},
    )
    callback_secret: SecretStr = Field(
        default=SecretStr(""),
        description="Signs calls API and workers → Convex. Comma-separated; the first one signs.",
        json_schema_extra={"env": "CALLBACK_SECRET"},
    )
    convex_url: str = Field(
        default="http://127.0.0.1:3210",
        description="Convex deployment address.",
        json_schema_extra={"env": "CONVEX_URL"},
    )
    convex_site_url: str = Field(
        default="http://127.0.0.1:3211",
        description="Convex HTTP actions address.",
        json_schema_extra={"env": "CONVEX_SITE_URL"},
    )

    # Queue.
    redis_url: str = Field(
        default="redis://127.0.0.1:6379/0",
        description="Redis or Valkey: queues and counters.",
        json_schema_extra={"env": "REDIS_URL"},
    )
    queue_prefix: str = Field(
        default="", description="Put before queue names when a Redis is shared."
    )

    # Objects.
    s3_endpoint_url: str | None = Field(
        default=None,
        description="Empty for AWS; else the S3 address.",
        json_schema_extra={"env": "S3_ENDPOINT_URL"},
    )
    s3_region: str = Field(
        default="us-east-1",
        description="Region that signs requests.",
        json_schema_extra={"env": "S3_REGION"},
    )
    s3_access_key_id: str | None = Field(
        default=None,
        description="Empty to use the machine's own role.",
        json_schema_extra={"env": "S3_ACCESS_KEY_ID"},
    )
    s3_secret_access_key: SecretStr | None = Field(
        default=None,
        description="Goes with the key id.",
        json_schema_extra={"env": "S3_SECRET_ACCESS_KEY"},
    )
    s3_chunks_bucket: str = Field(
        default="chunks",
        description="Public: videos and posters.",
        json_schema_extra={"env": "S3_CHUNKS_BUCKET"},
    )
    s3_sources_bucket: str = Field(
        default="sources",
        description="Private: scene sources.",
        json_schema_extra={"env": "S3_SOURCES_BUCKET"},
    )
    cloudfront_base_url: str | None = Field(
        default=None,
        description="Public address of the chunks bucket.",
        json_schema_extra={"env": "CLOUDFRONT_BASE_URL"},
    )
    deleted_days_kept: int = Field(
        default=30, description="Days a deleted object can come back where a bucket keeps versions."
    )

    # API.
    api_host: str = Field(default="127.0.0.1", description="Address the API listens on.")
    api_port: int = Field(default=8000, description="Port the API listens on; 0 takes a free one.")
    api_public_url: str = Field(
        default="http://127.0.0.1:8000", description="How browsers and programs reach the API."
    )
    web_origins: tuple[str, ...] = Field(
        default=("http://127.0.0.1:3000", "http://localhost:3000"),
        description="Origins of the web app.",
    )
    docs_server_url: str = Field(
        default="http://127.0.0.1:8800", description="Manim documentation server."
    )
    signed_body_bytes_max: int = Field(
        default=262144, description="Largest signed body accepted; more is answered 413."
    )
    accepted_seconds: int = Field(
        default=45,
        description="How long the same job posted again is answered without a second message; "
        "below the minute after which Convex posts an unclaimed job again.",
    )

    # Identity.
    auth_issuer: str = Field(
        default="https://auth.scenewright.local",
        description="`iss` of the tokens we sign.",
        json_schema_extra={"env": "AUTH_ISSUER"},
    )
    auth_audience: str = Field(
        default="scenewright",
        description="`aud` of the tokens.",
        json_schema_extra={"env": "AUTH_AUDIENCE"},
    )
    auth_private_key: SecretStr | None = Field(
        default=None,
        description="ES256 private key: PEM, or the same in base64 on one line.",
        json_schema_extra={"env": "AUTH_PRIVATE_KEY"},
    )
    keys_dir: Path | None = Field(
        default=None,
        description="Folder of signing keys when AUTH_PRIVATE_KEY is empty; else in the data.",
    )
    auth_admins: tuple[str, ...] = Field(
        default=(), description="Ids (`sub`) of accounts that get the admin role, by comma."
    )
    registration: bool = Field(default=True, description="Whether anyone may open an account.")
    oidc_providers: tuple[OidcProvider, ...] = Field(
        default=(),
        description='Sign-in providers as JSON: [{"id", "issuer", "clientId", "clientSecret"}].',
    )
    google_client_id: str = Field(
        default="",
        description="Sign-in with Google, when set.",
        json_schema_extra={"env": "GOOGLE_CLIENT_ID"},
    )
    google_client_secret: SecretStr | None = Field(
        default=None,
        description="Its secret.",
        json_schema_extra={"env": "GOOGLE_CLIENT_SECRET"},
    )
    github_client_id: str = Field(
        default="",
        description="Sign-in with GitHub, when set.",
        json_schema_extra={"env": "GITHUB_CLIENT_ID"},
    )
    github_client_secret: SecretStr | None = Field(
        default=None,
        description="Its secret.",
        json_schema_extra={"env": "GITHUB_CLIENT_SECRET"},
    )
    local_user: bool = Field(
        default=False, description="One-click local user; loopback installations only."
    )
    mail_url: SecretStr | None = Field(
        default=None,
        description="smtp://user:password@host:port for account mail; empty: into the log.",
    )
    mail_from: str = Field(default="scenewright@localhost", description="Sender of account mail.")
    web_public_url: str = Field(
        default="http://127.0.0.1:3000", description="Where links in mail lead."
    )

    # Authors.
    author: Literal["auto", "openai", "offline"] = Field(
        default="auto", description="Who writes scenes; `auto` takes OpenAI when a key is set."
    )
    openai_api_key: SecretStr | None = Field(
        default=None,
        description="Key of the model; empty works offline.",
        json_schema_extra={"env": "OPENAI_API_KEY"},
    )
    openai_base_url: str | None = Field(
        default=None,
        description="Any compatible endpoint.",
        json_schema_extra={"env": "OPENAI_BASE_URL"},
    )
    openai_model: str = Field(
        default="",
        description="Name of the model that writes; needed with a key, none is built in.",
        json_schema_extra={"env": "OPENAI_MODEL"},
    )
    model_price_input: float = Field(
        default=0,
        ge=0,
        description="US dollars for a million tokens read by the model; 0: unknown.",
    )
    model_price_output: float = Field(
        default=0, ge=0, description="The same for tokens written; shown as cost on each version."
    )
    own_key_base_urls: tuple[str, ...] = Field(
        default=("https://api.openai.com/v1", "https://openrouter.ai/api/v1"),
        description="Where people's own model keys may be used; empty: nowhere.",
    )

    # Workers.
    worker_queues: tuple[Queue, ...] = Field(
        default=ALL_QUEUES, description="Queues this worker serves, comma-separated."
    )
    worker_concurrency: int = Field(
        default=8, description="Tasks a worker carries at once; renders are bounded apart."
    )
    worker_name: str = Field(default="worker", description="Tells workers of one machine apart.")
    data_dir: Path = Field(
        default=Path(".data"),
        description="Where workers keep scratch, caches and the callback outbox.",
    )
    shutdown_seconds: float = Field(
        default=3.0, description="How long a worker that is told to stop waits for its jobs to end."
    )
    worker_ready_file: Path | None = Field(
        default=None, description="Touched when the worker takes jobs."
    )
    heartbeat_seconds: float = Field(
        default=10.0, description="How often a running job reports; the lease is Convex's."
    )
    callback_backoff_seconds_min: float = Field(
        default=1.0, description="First wait before a failed callback is sent again."
    )
    callback_backoff_seconds_max: float = Field(
        default=300.0, description="Longest wait between two tries of one callback."
    )
    task_seconds_max: int = Field(
        default=1800,
        description="Hard limit of one task; the queue's visibility timeout follows it.",
    )
    repair_tries_max: int = Field(
        default=2, description="How often an author may repair a scene that does not run."
    )

    # Rendering.
    sandbox: Literal["auto", "bubblewrap", "docker"] = Field(
        default="auto",
        description="What isolates renders; `auto` takes the first that passes its self-test.",
    )
    sandbox_image: str = Field(
        default="scenewright-render", description="Image of the Docker sandbox."
    )
    render_slots: int = Field(default=2, description="Renders a worker runs at once.")
    render_warm: int | None = Field(default=None, description="Sandboxes kept ready; empty: 2-5.")
    render_seconds_max: int = Field(
        default=300, description="Wall-clock limit of one render, dry run included."
    )
    render_memory_mib: int = Field(default=2048, description="Memory limit of one render.")

    # Webhooks to customers.
    webhook_allow_private: bool = Field(
        default=False, description="Lets webhooks reach loopback; development and tests only."
    )
    webhook_lease_seconds: float = Field(
        default=60.0,
        description="How long a worker holds a delivery; after its death, another sends it then.",
    )

    # Limits of one user. `make run` and the push of `convex/` hand them to Convex, which counts.
    limit_concurrent_jobs: int = Field(
        default=50,
        ge=0,
        description="Jobs of one user that may wait or run at once.",
        json_schema_extra={"env": "LIMIT_CONCURRENT_JOBS"},
    )
    limit_renders_per_day: int = Field(
        default=500,
        ge=0,
        description="Renders a user may start in a day.",
        json_schema_extra={"env": "LIMIT_RENDERS_PER_DAY"},
    )
    limit_video_minutes_per_day: int = Field(
        default=600,
        ge=0,
        description="Minutes of video made for a user in a day.",
        json_schema_extra={"env": "LIMIT_VIDEO_MINUTES_PER_DAY"},
    )
    limit_tokens_per_day: int = Field(
        default=20_000_000,
        ge=0,
        description="Tokens of a model spent for a user in a day.",
        json_schema_extra={"env": "LIMIT_TOKENS_PER_DAY"},
    )
    limit_projects: int = Field(
        default=200,
        ge=0,
        description="Projects of a user; 500 at most.",
        json_schema_extra={"env": "LIMIT_PROJECTS"},
    )
    limit_sessions_per_project: int = Field(
        default=100,
        ge=0,
        description="Videos in a project; 500 at most.",
        json_schema_extra={"env": "LIMIT_SESSIONS_PER_PROJECT"},
    )
    limit_scenes_per_session: int = Field(
        default=200,
        ge=0,
        description="Scenes in a video; 500 at most.",
        json_schema_extra={"env": "LIMIT_SCENES_PER_SESSION"},
    )
    limit_prompt_chars: int = Field(
        default=4000,
        ge=0,
        description="Characters in a prompt or a wish; 20000 at most.",
        json_schema_extra={"env": "LIMIT_PROMPT_CHARS"},
    )

    # Seeing what happens.
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least level that is written."
    )
    release: str = Field(default="dev", description="Release name in logs and reports.")
    sentry_dsn: SecretStr | None = Field(
        default=None,
        description="Reports our own failures when set.",
        json_schema_extra={"env": "SENTRY_DSN"},
    )
    otel_endpoint: str | None = Field(
        default=None,
        description="Sends traces there when set.",
        json_schema_extra={"env": "OTEL_EXPORTER_OTLP_ENDPOINT"},
    )
    worker_metrics_port: int | None = Field(
        default=None,
        description="Where a worker answers /metrics; 0 takes a free port, empty none.",
    )

    @field_validator("oidc_providers", mode="before")
    @classmethod
    def _read_json(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value

    @field_validator(
        "web_origins", "worker_queues", "auth_admins", "own_key_base_urls", mode="before"
    )
    @classmethod
    def _split_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("auth_private_key", mode="before")
    @classmethod
    def _accept_base64_pem(cls, value: object) -> object:
        if isinstance(value, str) and value and not value.lstrip().startswith("-----"):
            try:
                return base64.b64decode(value, validate=True).decode("ascii")
            except ValueError as error:
                reason = "neither PEM nor base64 of it"
                raise ValueError(reason) from error
        return value

    @model_validator(mode="after")
    def _refuse_what_is_unsafe(self) -> Self:
        problems: list[str] = []
        if self.environment != "test":
            for name, secret in (
                ("WEBHOOK_SECRET", self.webhook_secret),
                ("CALLBACK_SECRET", self.callback_secret),
            ):
                problems.extend(secret_problems(name, secret))
            shared = set(self.webhook_secrets) & set(self.callback_secrets)
            if shared:
                problems.append(
                    "WEBHOOK_SECRET and CALLBACK_SECRET share a key; one key a direction."
                )
        if self.environment == "production":
            if self.local_user:
                problems.append("SCENEWRIGHT_LOCAL_USER must be off in production.")
            if self.webhook_allow_private:
                problems.append("SCENEWRIGHT_WEBHOOK_ALLOW_PRIVATE must be off in production.")
        if self.author == "openai" and self.openai_api_key is None:
            problems.append("OPENAI_API_KEY is needed when SCENEWRIGHT_AUTHOR is `openai`.")
        if self.author != "offline" and self.openai_api_key is not None and not self.openai_model:
            problems.append("OPENAI_MODEL is needed with OPENAI_API_KEY: no model is built in.")
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """Keys that may have signed a call from Convex, newest first."""
        return split_secrets(self.webhook_secret)

    @property
    def limits(self) -> dict[str, str]:
        """The limits of one user as Convex's environment variables."""
        fields = [name for name in type(self).model_fields if name.startswith("limit_")]
        return {name.upper(): str(getattr(self, name)) for name in fields}

    @property
    def own_hosts(self) -> frozenset[str]:
        """The names under which we are reached ourselves; no webhook goes there."""
        urls = (self.api_public_url, self.web_public_url, self.convex_site_url)
        return frozenset(urlsplit(url).hostname or "" for url in urls)

    @property
    def callback_secrets(self) -> tuple[str, ...]:
        """Keys of our calls to Convex; the first signs."""
        return split_secrets(self.callback_secret)


@dataclass(frozen=True)
class SettingDescription:
    """One row of the settings table."""

    name: str
    default: str
    help: str
    secret: bool


def load_settings(
    environ: Mapping[str, str] | None = None, *, env_file: Path | None = None
) -> Settings:
    """Read settings from the environment; an environment file fills what it leaves out.

    Raises:
        SettingsError: something is missing or wrong; the message lists all of it.
    """
    given = dict(_read_env_file(env_file)) if env_file is not None and env_file.exists() else {}
    given.update(os.environ if environ is None else environ)
    names = _environment_names()
    values: dict[str, object] = {
        field: given[name] for field, name in names.items() if given.get(name, "") != ""
    }
    problems: list[str] = []
    while True:
        try:
            settings = Settings.model_validate(values)
        except ValidationError as error:
            problems += _explain(error, names)
            # Without the fields that are wrong alone, the checks across fields can speak too.
            wrong = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
            if wrong:
                values = {field: value for field, value in values.items() if field not in wrong}
                continue
        else:
            if not problems:
                return settings
        listed = "\n".join(f"  - {line}" for line in problems)
        message = f"The settings cannot be used:\n{listed}"
        raise SettingsError(message)


def describe() -> list[SettingDescription]:
    """Every setting, for `.env.example` and the table in the documentation."""
    names = _environment_names()
    rows: list[SettingDescription] = []
    for field, info in Settings.model_fields.items():
        value: object = info.default
        secret = isinstance(value, SecretStr) or "SecretStr" in str(info.annotation)
        shown = "" if value is None or secret else _show(value)
        rows.append(SettingDescription(names[field], shown, info.description or "", secret))
    return rows


def env_example() -> str:
    """The text of `.env.example`."""
    blocks = [
        f"# {row.help}\n{'' if row.secret else '# '}{row.name}={row.default}" for row in describe()
    ]
    return (
        "# Made from backend/config.py; secrets have no default.\n\n" + "\n\n".join(blocks) + "\n"
    )


def effective(settings: Settings) -> dict[str, str]:
    """What is in force, with secrets hidden, for the first log line of a process."""
    names = _environment_names()
    shown: dict[str, str] = {}
    for field, name in names.items():
        value: object = getattr(settings, field)
        if isinstance(value, SecretStr):
            shown[name] = "set" if value.get_secret_value() else "empty"
        elif value is not None:
            shown[name] = _show(value)
    return shown


def _environment_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for field, info in Settings.model_fields.items():
        extra = info.json_schema_extra
        fixed = cast("dict[str, str]", extra) if isinstance(extra, dict) else {}
        names[field] = fixed.get("env", _PREFIX + field.upper())
    return names


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - any tuple prints
    if isinstance(value, bool):
        return "1" if value else "0"
    return without_password(str(value))


def _explain(error: ValidationError, names: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        field = str(problem["loc"][0]) if problem["loc"] else ""
        text = problem["msg"].removeprefix("Value error, ")
        lines.extend(f"{names[field]}: {text}" if field else line for line in text.splitlines())
    return lines


def _read_env_file(path: Path) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line in path.read_text("utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not name.lstrip().startswith("#"):
            pairs.append((name.strip().removeprefix("export "), value.strip().strip("'\"")))
    return pairs
