"""What a container says goes through a pump that waits for no reader."""

import json
import os
from collections.abc import Iterator

import pytest

from backend.rendering.docker.pump import Pump
from backend.rendering.sandbox.port import Limits

LIMITS = Limits(stdout_bytes=300_000, stderr_bytes=200_000)


def frame(channel: bytes, body: bytes) -> bytes:
    return channel + len(body).to_bytes(4, "big") + body


def control(**facts: object) -> bytes:
    return frame(b"C", json.dumps(facts).encode())


class Stream:
    """A pump, and the end that a carrier would write to."""

    def __init__(self) -> None:
        read, self._write = os.pipe()
        self._source = os.fdopen(read, "rb", buffering=0)
        self.pump = Pump(self._source, LIMITS)

    def say(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._write, data) :]

    def end(self) -> None:
        os.close(self._write)

    def close(self) -> None:
        self.pump.close()
        self._source.close()


@pytest.fixture
def stream() -> Iterator[Stream]:
    made = Stream()
    yield made
    made.close()


def read_all(fd: int) -> bytes:
    found = b""
    while block := os.read(fd, 1 << 16):
        found += block
    return found


@pytest.mark.timeout(20)
def test_an_answer_comes_although_nobody_reads_what_the_program_says(stream: Stream) -> None:
    stream.say(frame(b"O", b"x" * 60_000) * 20 + frame(b"E", b"y" * 60_000) * 20)
    stream.say(control(killed=True))
    assert stream.pump.data.get(timeout=10) == {"killed": True}
    stream.end()


@pytest.mark.timeout(20)
def test_an_end_is_told_only_when_all_that_was_said_can_be_read(stream: Stream) -> None:
    stream.say(frame(b"O", b"x" * 60_000) * 4 + control(ended=3) + control(taken=0))
    assert stream.pump.data.get(timeout=10) == {"taken": 0}
    assert stream.pump.exit_code is None
    stream.end()
    assert len(read_all(stream.pump.stdout_fd)) == 240_000
    assert stream.pump.exit_code == 3
    assert not stream.pump.broke_off


@pytest.mark.timeout(20)
def test_a_flood_is_seen_as_one_and_held_in_bounds(stream: Stream) -> None:
    stream.say(frame(b"E", b"y" * 60_000) * 40)
    stream.end()
    assert LIMITS.stderr_bytes < len(read_all(stream.pump.stderr_fd)) < 1_000_000
    assert stream.pump.data.get(timeout=10) is None
    assert stream.pump.broke_off
    assert stream.pump.exit_code == 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize("words", [b"C\xff\xff\xff\xff", frame(b"C", b"{"), frame(b"C", b"")])
def test_words_without_form_end_the_stream(stream: Stream, words: bytes) -> None:
    stream.say(words)
    assert stream.pump.data.get(timeout=10) is None
    stream.end()


@pytest.mark.timeout(20)
def test_space_that_was_full_once_is_remembered(stream: Stream) -> None:
    for full in (True, False):
        stream.say(control(pressure={"oomKills": 0, "forkRefusals": 0, "cpuMs": 1, "full": full}))
    stream.say(control(killed=True))
    stream.pump.data.get(timeout=10)
    assert stream.pump.pressure.scratch_full
    stream.end()
