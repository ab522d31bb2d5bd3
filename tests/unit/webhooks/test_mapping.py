"""From another tool's JSON to a prompt."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.webhooks.mapping import VALUE_CHARS_MAX, MappingError, fill, paths_of

RELEASE: dict[str, object] = {
    "release": {"name": "2.0", "body": "", "assets": [{"name": "a.zip"}, {"name": "b.zip"}]},
    "count": 3,
    "draft": False,
    "tags": ["x", "y"],
}


@pytest.mark.requirement("webhooks:inbound:mapping")
@pytest.mark.parametrize(
    ("template", "prompt"),
    [
        ("Explain {{release.name}}.", "Explain 2.0."),
        ("{{ release.assets.1.name }}", "b.zip"),
        ("{{release.body | no notes}}", "no notes"),
        ("{{missing.deep|none}}", "none"),
        ("{{missing | }}gone", "gone"),
        ("{{count}} of {{draft}}", "3 of false"),
        ("{{tags}}", '["x", "y"]'),
        ("No hole { } }} {{", "No hole { } }} {{"),
        ("  spaces  ", "spaces"),
    ],
)
def test_holes_are_filled_with_what_stands_there(template: str, prompt: str) -> None:
    assert fill(template, RELEASE) == prompt


@pytest.mark.requirement("webhooks:inbound:mapping")
@pytest.mark.parametrize(
    "path", ["release.title", "release.assets.9", "release.assets.x", "count.more", "release.body"]
)
def test_what_is_missing_is_named(path: str) -> None:
    with pytest.raises(MappingError) as missing:
        fill(f"Explain {{{{{path}}}}}", RELEASE)
    assert missing.value.path == path


@pytest.mark.parametrize("hole", ["{{}}", "{{a..b}}", "{{a b}}", "{{.a}}", "{{ | x}}"])
def test_a_hole_without_a_path_is_refused_when_the_hook_is_made(hole: str) -> None:
    with pytest.raises(MappingError):
        paths_of(f"Explain {hole}")


def test_what_is_filled_in_is_not_read_as_a_mapping_again() -> None:
    """The JSON comes from strangers: it must not reach what the mapping does not name."""
    assert fill("{{a}}", {"a": "{{b}}", "b": "secret"}) == "{{b}}"


def test_a_long_value_is_cut() -> None:
    assert len(fill("{{a}}", {"a": "x" * 10_000})) == VALUE_CHARS_MAX


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(template=st.text(alphabet="{}| .ab0", max_size=30), value=JSON)
def test_any_template_over_any_json_is_filled_or_refused(template: str, value: object) -> None:
    with contextlib.suppress(MappingError):
        prompt = fill(template, value)
        assert prompt == prompt.strip()
