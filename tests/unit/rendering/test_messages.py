"""What a box says may be anything; what is shown of it is short, clean and without paths."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rendering.sandbox import messages

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.binary())
def test_any_line_is_an_object_or_nothing(line: bytes) -> None:
    found = messages.parse(line)
    assert found is None or isinstance(found, dict)


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"NaN", b"1e999"])
def test_a_line_made_to_trip_a_parser_is_nothing(line: bytes) -> None:
    assert messages.parse(line) is None


@pytest.mark.requirement("rendering:messages:clean")
@given(ANYTHING)
def test_any_value_becomes_short_clean_text(value: object) -> None:
    found = messages.text(value)
    assert len(found) <= messages.TEXT_MAX
    assert found.replace("\n", "").replace("\t", "").isprintable()


def test_paths_leave_only_their_last_part() -> None:
    said = messages.text("No such file: '/srv/app/secret/x.png' and /etc/shadow, /root; 1/2/3")
    assert said == "No such file: 'x.png' and shadow, root; 1/2/3"
    climbing = messages.text("Denied: '../../../etc/shadow', ./a/b.png, ~/notes/c, x/../y, 1./2")
    assert climbing == "Denied: 'shadow', b.png, c, x/../y, 1./2"


def test_control_characters_are_removed() -> None:
    assert messages.text("a\x1b[31mb\x00c\u202ed") == "a[31mbcd"


@given(ANYTHING)
def test_numbers_are_within_bounds_or_nothing(value: object) -> None:
    found = messages.whole(value, low=2, high=9)
    assert found is None or 2 <= found <= 9
    assert messages.items(value, limit=3) == messages.items(value, limit=3)


@pytest.mark.requirement("rendering:messages:clean")
@given(ANYTHING)
def test_any_report_can_be_kept_and_shown(value: object) -> None:
    found = json.dumps(messages.plain(value), allow_nan=False, ensure_ascii=False)
    found.encode()  # no half of a character
    shown = json.dumps(messages.plain(value), ensure_ascii=False)
    assert shown.isprintable()


def test_a_report_keeps_its_words_and_loses_what_would_drive_a_terminal() -> None:
    report = {"texts": [{"text": "/home is\x1b]0;mine\x07", "line": 3, "share": math.inf}]}
    assert messages.record(report) == {
        "texts": [{"text": "/home is]0;mine", "line": 3, "share": None}]
    }


def test_a_report_is_cut_where_it_is_nested_too_deeply() -> None:
    deep: object = "end"
    for _ in range(50):
        deep = [deep]
    assert "end" not in json.dumps(messages.plain(deep))
