"""The linters see what they are there for: faults planted in a project of one file are reported."""

import json
import re
import subprocess
from pathlib import Path

from tests.unit.house.tree import ROOT

PROGRAMS = ROOT / "node_modules" / ".bin"
PATH = f"{ROOT}/.tools/node/bin:/usr/bin:/bin"
PLANTED = """\
async function sleepy(): Promise<number> {
  return Promise.resolve(1);
}
export function caller(given: { a: string } | null): string {
  sleepy();
  const unread: any = given!.a;
  console.log("left behind");
  return unread;
}
"""


def test_faults_that_only_types_show_are_reported(tmp_path: Path) -> None:
    project: dict[str, object] = {
        "extends": str(ROOT / "tsconfig.base.json"),
        "compilerOptions": {"types": []},
        "include": ["*.ts"],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(project))
    (tmp_path / "planted.ts").write_text(PLANTED)
    done = subprocess.run(
        [
            str(PROGRAMS / "oxlint"),
            "--config",
            str(ROOT / ".oxlintrc.json"),
            "--deny-warnings",
            ".",
        ],
        cwd=tmp_path,
        env={"PATH": PATH, "OXLINT_TSGOLINT_PATH": str(PROGRAMS / "tsgolint")},
        capture_output=True,
        text=True,
        check=False,
    )
    reported = set(re.findall(r"(?:typescript|eslint)\([a-z-]+\)", done.stdout))
    assert done.returncode == 1, done.stdout + done.stderr
    assert reported == {
        "typescript(no-floating-promises)",
        "typescript(no-explicit-any)",
        "typescript(no-non-null-assertion)",
        "typescript(no-unsafe-return)",
        "eslint(no-console)",
    }
