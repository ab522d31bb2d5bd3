"""What a film about something should answer, by the kind of thing that its name says it is."""

import re

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"^why\b",
        (
            "What do we see?",
            "What causes it?",
            "How could we test it?",
            "Where else does it happen?",
        ),
    ),
    (
        r"\b(?:theorem|lemma|identity|inequality|corollary|proposition)s?\b",
        ("What does it say?", "When does it hold?", "Why is it true?", "Where is it used?"),
    ),
    (
        r"\b(?:conjecture|hypothesis|paradox|problem|puzzle)\b",
        (
            "What is asked?",
            "Why is it hard?",
            "What is known about it?",
            "What would an answer change?",
        ),
    ),
    (
        r"\b(?:law|principle|rule|effect|equation|formula|theory|model)s?\b",
        (
            "What does it say?",
            "Which quantities does it join?",
            "Where can we see it?",
            "Where does it fail?",
        ),
    ),
    (
        r"\b(?:algorithm|sort|search|method|process|procedure)\b|^how\b",
        (
            "What goes in, and what comes out?",
            "What is one step of it?",
            "When does it end?",
            "How does one example go?",
        ),
    ),
    (
        r"\b(?:history|revolution|war|discovery|invention|empire|century|era)\b",
        (
            "What was there before it?",
            "What began it?",
            "Who took part in it?",
            "What did it change?",
        ),
    ),
    (
        r"\b(?:cycle|system|network|chain|structure)\b",
        (
            "Which parts does it have?",
            "How are the parts of it joined?",
            "What moves through it?",
            "What happens when a part fails?",
        ),
    ),
)
_PLAIN = (
    "What is it?",
    "Where do we meet it?",
    "Which parts does it have?",
    "What follows from it?",
)


def questions_about(about: str) -> list[str]:
    """Four questions that suit the kind of thing a heading names."""
    return list(next((asked for shape, asked in _KINDS if re.search(shape, about.lower())), _PLAIN))


def asked_of(about: str, question: str) -> str:
    """A question that stands alone: it says what it is about."""
    return f"{about.rstrip('?')}: {question[:1].lower()}{question[1:]}"
