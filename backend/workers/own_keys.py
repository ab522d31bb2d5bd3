"""A person's own model key: asked for at the start of their job, used, and forgotten with it."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, cast

from backend.authoring.model import ChatOptions, ModelAuthor, OpenAIChat
from backend.authoring.port import Docs
from backend.convex_client.door import Door
from backend.errors import Owner, ServiceError
from backend.services.jobs.messages import EditJob, GenerateJob, RenderJob
from backend.services.jobs.run import JobRun
from backend.services.pipeline import failures
from backend.services.pipeline.metering import Prices
from backend.services.pipeline.workshop import Workshop

_SHOWN = "your key under Settings"


class ModelEndpointRefusedError(ServiceError):
    """The address of a person's own model is not one that this installation talks to."""

    code: ClassVar[str] = "author.endpoint_refused"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class OwnKeys:
    """Opens the author of a person who brought a key."""

    def __init__(self, door: Door, *, base_urls: tuple[str, ...], docs: Docs | None) -> None:
        self._door = door
        # An address that people choose is a way into our network; the operator names the ones.
        self._base_urls = frozenset(url.rstrip("/") for url in base_urls)
        self._docs = docs

    def work(
        self,
        job: GenerateJob | EditJob | RenderJob,
        shop: Workshop,
        do: Callable[[JobRun, Workshop], None],
    ) -> Callable[[JobRun], None]:
        """The work of a job, done with the author that the person of it has."""

        def work(attempt: JobRun) -> None:
            try:
                mine = self.shop_for(job, shop)
            except ServiceError as error:
                failures.report(job, attempt, error)
            else:
                do(attempt, mine)

        return work

    def shop_for(self, job: GenerateJob | EditJob | RenderJob, shop: Workshop) -> Workshop:
        """The workshop, with that person's author when they have a key.

        Raises:
            ModelEndpointRefusedError: the key is for an address that is not allowed here.
            ConvexUnavailableError: the key could not be asked for.
        """
        if isinstance(job, RenderJob) or not job.own_key or not self._base_urls:
            return shop
        answer = self._door.call(
            "/server/modelKeys.open", {"jobId": job.job_id}, correlation_id=job.correlation_id
        )
        found = answer.get("key")
        if not isinstance(found, dict):
            return shop  # taken back since
        key = cast("dict[str, str]", found)
        if key["baseUrl"] not in self._base_urls:
            message = f"This installation does not talk to {key['baseUrl']}: change {_SHOWN}."
            raise ModelEndpointRefusedError(message, allowed=sorted(self._base_urls))
        options = ChatOptions(
            model=key["model"],
            api_key=key["key"],
            base_url=key["baseUrl"],
            key_called=_SHOWN,
            model_called=_SHOWN,
        )
        author = ModelAuthor(OpenAIChat(options), docs=self._docs)
        return replace(shop, author=author, author_name=key["model"], prices=Prices())
