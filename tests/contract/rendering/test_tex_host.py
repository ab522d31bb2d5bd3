"""Where TeX is installed, a box of bubblewrap typesets as the `manim` command does.

The machine itself need not have TeX: an overlay over its root gets it from Debian's packages, in a
mount namespace with which all of it ends. Needs root.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = "texlive-latex-base texlive-latex-extra texlive-fonts-recommended dvisvgm"
WITH_TEX = f"""
set -e
place=$1 repository=$2
shift 2
mount -t tmpfs over "$place"
mkdir "$place/upper" "$place/work" "$place/root"
mount -t overlay -o "lowerdir=/,upperdir=$place/upper,workdir=$place/work" over "$place/root"
cd "$place/root"
for folder in proc sys dev run; do mount --rbind "/$folder" "./$folder"; done
mount --bind /tmp ./tmp
mount --bind "$repository" ".$repository"
export DEBIAN_FRONTEND=noninteractive
chroot . apt-get update -qq >&2
chroot . apt-get install -qq --yes --no-install-recommends {PACKAGES} >&2
mkdir -p mnt
pivot_root . mnt
umount --lazy /mnt
cd "$repository"
exec "$@"
"""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


@pytest.mark.requirement("rendering:tex:host")
def test_a_host_with_tex_typesets_in_a_box_as_the_command_does() -> None:
    with tempfile.TemporaryDirectory(prefix="scenewright-tex-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        (folder / "place").mkdir()
        inner = [sys.executable, "-m", "tests.contract.rendering.formula_both_ways", name]
        outer = ["unshare", "--mount", "--propagation", "private", "sh", "-c", WITH_TEX, "sh"]
        done = subprocess.run(
            [*outer, str(folder / "place"), str(ROOT), *inner],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=1100,
        )
    assert done.stdout.splitlines()[-1] == "equal"
