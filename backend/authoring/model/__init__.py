"""The author that asks a language model, over any OpenAI-compatible endpoint.

Owns: prompts (`prompts/`, versioned files), reading answers that are not what was asked for, and
the bounded talk that turns a bad answer into a usable one. Never does: trust an answer, name a
model, or send a key anywhere but to the endpoint. When the model cannot be used for a scene the
offline author writes it, and says so.
Look next: `author.py` (the port), `chat.py` (the endpoint), `answers.py` (what comes back).
"""

from backend.authoring.model.author import ModelAuthor
from backend.authoring.model.chat import Chat, ChatOptions, OpenAIChat

__all__ = ["Chat", "ChatOptions", "ModelAuthor", "OpenAIChat"]
