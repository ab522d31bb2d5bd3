"""What every store promises, asked of the one in memory and of a real SeaweedFS."""

import hashlib
import uuid
from pathlib import Path

import httpx
import pytest

from backend.storage.headers import attachment
from backend.storage.keys import export_key, scene_key
from backend.storage.port import (
    ObjectConflictError,
    ObjectDamagedError,
    ObjectMissingError,
    Storage,
    StorageUnavailableError,
)
from backend.storage.provision import Wanted, provision
from backend.storage.s3 import S3Options, S3Storage
from backend.testing.services import free_ports


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()
    return scene_key("p1", "s1", index=0, version=1, sha256=name, suffix="mp4")


@pytest.mark.requirement("pipeline:storage:once")
def test_what_is_stored_comes_back_with_its_checksum(
    storage: Storage, key: str, film: Path, tmp_path: Path
) -> None:
    stored = storage.put_file("chunks", key, film, sha256=_digest(film))
    assert (stored.sha256, stored.size_bytes, stored.existed) == (_digest(film), 25_600, False)
    assert storage.get_file("chunks", key, tmp_path / "back.mp4") == _digest(film)
    assert storage.get_bytes("chunks", key, size_bytes_max=25_600) == film.read_bytes()


@pytest.mark.requirement("pipeline:storage:once")
def test_the_same_bytes_may_be_stored_again(storage: Storage, key: str, film: Path) -> None:
    storage.put_file("chunks", key, film, sha256=_digest(film))
    assert storage.put_file("chunks", key, film, sha256=_digest(film)).existed


@pytest.mark.requirement("pipeline:storage:once")
def test_other_bytes_never_replace_an_object(storage: Storage, key: str, film: Path) -> None:
    storage.put_file("chunks", key, film, sha256=_digest(film))
    with pytest.raises(ObjectConflictError):
        storage.put_bytes("chunks", key, b"other bytes")
    assert storage.get_bytes("chunks", key, size_bytes_max=1 << 20) == film.read_bytes()


def test_what_is_not_there_is_missing(storage: Storage, key: str, tmp_path: Path) -> None:
    with pytest.raises(ObjectMissingError):
        storage.get_bytes("sources", key, size_bytes_max=10)
    with pytest.raises(ObjectMissingError):
        storage.get_file("sources", key, tmp_path / "x")


def test_a_reader_is_never_given_more_than_it_accepts(storage: Storage, key: str) -> None:
    storage.put_bytes("sources", key, b"12345")
    with pytest.raises(ObjectDamagedError):
        storage.get_bytes("sources", key, size_bytes_max=4)


@pytest.mark.requirement("pipeline:storage:headers")
def test_chunks_are_public_immutable_and_served_in_ranges(
    s3: S3Storage, key: str, film: Path
) -> None:
    s3.put_file("chunks", key, film, sha256=_digest(film))
    url = s3.public_url(key)
    whole = httpx.get(url, headers={"Origin": "http://127.0.0.1:3000"})
    assert whole.content == film.read_bytes()
    assert whole.headers["content-type"] == "video/mp4"
    assert whole.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert whole.headers["access-control-allow-origin"] == "http://127.0.0.1:3000"
    part = httpx.get(url, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, film.read_bytes()[10:20])


@pytest.mark.requirement("pipeline:export:download")
def test_what_has_a_name_is_saved_under_it(s3: S3Storage, key: str, film: Path) -> None:
    name = 'Wörter: "π/2" % ☃ 720p.mp4'
    s3.put_file("chunks", key, film, sha256=_digest(film), download_name=name)
    headers = httpx.get(s3.public_url(key)).headers
    assert headers["content-disposition"] == (
        'attachment; filename="Worter 2 720p.mp4"; '
        "filename*=UTF-8''W%C3%B6rter%20%CF%80%202%20%E2%98%83%20720p.mp4"
    )
    assert headers["content-type"] == "video/mp4"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.requirement("pipeline:export:download")
@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.mp4", "etc passwd.mp4"),
        ("a\r\nSet-Cookie: x=1.gif", "a Set-Cookie x=1.gif"),
        ("日本.mp4", "Video.mp4"),
        ("   .vtt", "Video.vtt"),
        (f"{'x' * 300}.mp4", f"{'x' * 100}.mp4"),
    ],
)
def test_no_title_breaks_the_header_or_leaves_the_folder(name: str, plain: str) -> None:
    said = attachment(name)
    assert said.startswith(f'attachment; filename="{plain}"; ')
    assert said.isascii()
    assert said.isprintable()


@pytest.mark.requirement("pipeline:storage:private")
def test_sources_are_private_and_read_by_signed_links_only(s3: S3Storage, key: str) -> None:
    s3.put_bytes("sources", key, b"from manim import *")
    link = s3.signed_url("sources", key, seconds=60)
    assert httpx.get(link).content == b"from manim import *"
    assert httpx.get(link.partition("?")[0]).status_code == 403
    assert httpx.put(s3.public_url(key), content=b"x").status_code == 403


@pytest.mark.requirement("pipeline:storage:setup")
def test_setting_up_may_be_repeated(s3: S3Storage) -> None:
    wanted = Wanted("chunks", "sources", ["http://127.0.0.1:3000"], 90)
    assert provision(s3.client, wanted) == provision(s3.client, wanted)
    s3.check()


@pytest.mark.requirement("pipeline:storage:bounded")
def test_a_store_that_is_away_is_told_after_bounded_tries(
    s3_environment: dict[str, str], key: str
) -> None:
    options = S3Options(
        endpoint_url=f"http://127.0.0.1:{free_ports(1)[0]}",
        region="us-east-1",
        access_key_id=s3_environment["S3_ACCESS_KEY_ID"],
        secret_access_key=s3_environment["S3_SECRET_ACCESS_KEY"],
        chunks_bucket="chunks",
        sources_bucket="sources",
        public_base_url=None,
        attempts=2,
    )
    away = S3Storage(options)
    with pytest.raises(StorageUnavailableError):
        away.put_bytes("chunks", key, b"x")
    with pytest.raises(StorageUnavailableError):
        away.check()


def test_the_public_address_is_the_cdn_where_there_is_one(s3_environment: dict[str, str]) -> None:
    storage = S3Storage(
        S3Options(
            endpoint_url=s3_environment["S3_ENDPOINT_URL"],
            region="us-east-1",
            access_key_id="a",
            secret_access_key="b",  # noqa: S106 - nothing is signed with it
            chunks_bucket="chunks",
            sources_bucket="sources",
            public_base_url="https://cdn.example.com/",
        )
    )
    assert storage.public_url("a/b.mp4") == "https://cdn.example.com/a/b.mp4"


@pytest.mark.requirement("pipeline:storage:keys")
@pytest.mark.parametrize("bad", ["", "../p", "a/b", "é", "x" * 65, "a b"])
def test_keys_are_built_from_plain_identifiers_only(bad: str) -> None:
    digest = "0" * 64
    with pytest.raises(ValueError, match="identifier"):
        scene_key(bad, "s", index=0, version=1, sha256=digest, suffix="mp4")
    with pytest.raises(ValueError, match="identifier"):
        export_key("p", "s", export_id=bad, sha256=digest, suffix="mp4")


@pytest.mark.requirement("pipeline:storage:keys")
def test_two_attempts_at_one_version_never_share_an_address() -> None:
    digests = [hashlib.sha256(uuid.UUID(int=number).bytes).hexdigest() for number in range(50)]
    keys = {
        scene_key("p", "s", index=0, version=1, sha256=digest, suffix="mp4") for digest in digests
    }
    assert len(keys) == 50
    assert all(key.startswith("projects/p/sessions/s/scenes/0/v1-") for key in keys)


def test_what_is_stored_is_counted_up_to_a_limit(storage: Storage, key: str) -> None:
    before = storage.use(objects_max=100_000)
    storage.put_bytes("sources", key, b"12345")
    storage.put_bytes("chunks", key, b"1234567")
    after = storage.use(objects_max=100_000)
    assert after.objects - before.objects == 2
    assert after.size_bytes - before.size_bytes == 12
    assert after.whole
    part = storage.use(objects_max=1)
    assert (part.objects, part.whole) == (1, False)
