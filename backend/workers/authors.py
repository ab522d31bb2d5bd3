"""Opens the author that the settings ask for."""

from backend.authoring.model import ChatOptions, ModelAuthor, OpenAIChat
from backend.authoring.model.docs import DocsLookup
from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import Author
from backend.config import Settings


def open_author(settings: Settings) -> Author:
    """A model where there is a key, else the author that needs none."""
    if author_name(settings) == "offline" or settings.openai_api_key is None:
        return OfflineAuthor()
    chat = OpenAIChat(
        ChatOptions(
            model=settings.openai_model,
            api_key=settings.openai_api_key.get_secret_value(),
            base_url=settings.openai_base_url,
        )
    )
    return ModelAuthor(chat, docs=DocsLookup(settings.docs_server_url))


def author_name(settings: Settings) -> str:
    """What is shown as the writer of a version."""
    if settings.author == "offline" or settings.openai_api_key is None:
        return "offline"
    return settings.openai_model
