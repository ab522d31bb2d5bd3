"""Copying out of a folder that hostile code wrote to."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.rendering.sandbox import files
from backend.rendering.sandbox.port import RefusedError


@pytest.fixture
def job(tmp_path: Path) -> Path:
    (tmp_path / "job" / "out").mkdir(parents=True)
    return tmp_path / "job"


@pytest.fixture
def job_fd(job: Path) -> Iterator[int]:
    fd = os.open(job, os.O_RDONLY | os.O_DIRECTORY)
    yield fd
    os.close(fd)


def take(job_fd: int, job: Path, *, size_bytes_max: int = 1000, owner: int | None = None) -> bytes:
    target = job.parent / "taken"
    uid = os.geteuid() if owner is None else owner
    files.take(job_fd, "out/film", target, size_bytes_max=size_bytes_max, owner=uid)
    return target.read_bytes()


def test_a_plain_file_is_copied(job: Path, job_fd: int) -> None:
    (job / "out" / "film").write_bytes(b"film")
    assert take(job_fd, job) == b"film"


def symlink(place: Path) -> None:
    place.symlink_to("/etc/hostname")


def second_name(place: Path) -> None:
    (place.parent / "other").write_bytes(b"x")
    place.hardlink_to(place.parent / "other")


def sparse(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(900)


def bound_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))


def large(place: Path) -> None:
    place.write_bytes(bytes(1001))


def unreadable(place: Path) -> None:
    place.write_bytes(b"film")
    place.chmod(0)


def closed_folder(place: Path) -> None:
    place.write_bytes(b"film")
    place.parent.chmod(0)


def replaced_folder(place: Path) -> None:
    place.parent.rename(place.parent.parent / "was")
    place.parent.symlink_to("/etc")


@pytest.mark.requirement("rendering:collector:plain-files")
@pytest.mark.parametrize(
    "trick",
    [
        *(symlink, second_name, sparse, bound_socket, large),
        *(replaced_folder, unreadable, closed_folder),
        *(os.mkfifo, Path.mkdir, Path.touch),
    ],
)
def test_what_is_not_a_plain_file_is_refused_at_once(
    job: Path, job_fd: int, trick: Callable[[Path], None]
) -> None:
    trick(job / "out" / "film")
    with pytest.raises(RefusedError) as refusal:
        take(job_fd, job)
    assert not refusal.value.missing


def test_a_missing_file_is_told_apart_and_so_is_its_folder(job: Path, job_fd: int) -> None:
    for _ in range(2):
        with pytest.raises(RefusedError) as refusal:
            take(job_fd, job)
        assert refusal.value.missing
        shutil.rmtree(job / "out", ignore_errors=True)


def test_a_file_of_somebody_else_is_refused(job: Path, job_fd: int) -> None:
    (job / "out" / "film").write_bytes(b"film")
    with pytest.raises(RefusedError):
        take(job_fd, job, owner=os.geteuid() + 1)


def test_names_are_those_of_plain_files_at_most_one_folder_down(job: Path, job_fd: int) -> None:
    cache = job / "cache"
    (cache / "chunks" / "deeper").mkdir(parents=True)
    (cache / "a").write_text("x")
    (cache / "chunks" / "b").write_text("x")
    (cache / "chunks" / "deeper" / "c").write_text("x")
    (cache / "link").symlink_to("/etc/hostname")
    (cache / "folder-link").symlink_to("/etc")
    assert files.names(job_fd, "cache") == ["cache/a", "cache/chunks/b"]


def test_a_file_is_put_into_a_folder_that_is_made_for_it(job: Path, job_fd: int) -> None:
    content = job.parent / "content"
    content.write_text("chunk")
    files.put(job_fd, "cache/chunks/x", content, owner=None)
    assert (job / "cache" / "chunks" / "x").read_text() == "chunk"
