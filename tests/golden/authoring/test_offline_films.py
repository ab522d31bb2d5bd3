"""Films without a model: every title becomes scenes that run and keep to the frame."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backend.authoring.offline.library import find_subject, subjects
from backend.scenes import Document, compile_document, validate
from tests.bench.authoring.films import SCENES_MAX, SCENES_MIN, film, scenes_wanted, titles

PROBE = Path(__file__).parents[1] / "scenes" / "stage_probe.py"


def probed(films: dict[str, list[Document]], folder: Path) -> list[dict[str, Any]]:
    """Runs each different scene once and tells what stands where."""
    sources: dict[str, tuple[str, str]] = {}
    for title, documents in films.items():
        for number, document in enumerate(documents):
            compiled = compile_document(document)
            sources.setdefault(compiled.source, (f"{title} {number}", compiled.scene_name))
    scenes = [
        {"name": name, "source": source, "scene": scene}
        for source, (name, scene) in sources.items()
    ]
    done = subprocess.run(
        [sys.executable, str(PROBE)],
        input=json.dumps({"scenes": scenes, "stills": None, "media": str(folder)}),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(answers) == len(scenes)
    return answers


def sound(answers: list[dict[str, Any]]) -> None:
    wrong = [answer for answer in answers if answer.get("error") or answer["faults"]]
    assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.requirement("author:offline:films")
def test_titles_become_three_to_five_valid_scenes() -> None:
    assert len(titles()) >= 240 + 117
    hold_valid(titles()[::12])


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.requirement("author:offline:films")
def test_every_title_becomes_three_to_five_valid_scenes() -> None:
    hold_valid(titles())


def hold_valid(every: list[str]) -> None:
    for number, title in enumerate(every):
        count = scenes_wanted(number)
        documents = film(title, count)
        assert SCENES_MIN <= len(documents) == count <= SCENES_MAX
        for document in documents:
            assert [p for p in validate(document) if p.severity == "error"] == [], title
            assert compile_document(document).source


@pytest.mark.timeout(240)
@pytest.mark.requirement("author:offline:films")
def test_a_sample_of_films_runs_and_keeps_to_the_frame(tmp_path: Path) -> None:
    # Joined letters (fl, fi) once counted as one and broke the lines of a paragraph.
    joined = {"Divergence Theorem": film("Divergence Theorem", 2)}
    sound(probed(joined | {title: film(title, 4) for title in titles()[7::250]}, tmp_path))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.requirement("author:offline:films")
def test_every_film_runs_and_keeps_to_the_frame(tmp_path: Path) -> None:
    sound(
        probed({title: film(title, scenes_wanted(n)) for n, title in enumerate(titles())}, tmp_path)
    )


@pytest.mark.requirement("author:offline:library")
def test_a_known_title_is_found_by_each_of_its_names() -> None:
    assert len(subjects()) >= 300
    for subject in subjects():
        for name in subject.names:
            found = find_subject(f"explain {name.lower()}")
            assert found is not None, name
            assert set(name.lower().split()) & set(" ".join(found.names).lower().split())


@pytest.mark.requirement("author:offline:library")
def test_no_title_stands_over_a_claim_of_another_subject() -> None:
    for title in ("Boyle's Law", "Zipf's law", "Gauss's Law", "Young's Double-Slit Experiment"):
        shown = " ".join(document.to_json() for document in film(title, 4))
        assert "m c^2" not in shown
        assert "compound" not in shown.lower()
