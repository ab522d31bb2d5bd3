"""`python -m render_image`: warm up, say ready, take one job, answer it, end."""

import sys

from render_image.report import Reporter, claim_stdout


def main() -> int:
    reporter = Reporter(claim_stdout())
    # Manim takes most of a second to import, so that happens before the process says ready.
    from render_image.supervise import answer_one_job  # noqa: PLC0415 (stdout is claimed first)

    return answer_one_job(sys.stdin.buffer, reporter)


if __name__ == "__main__":
    sys.exit(main())
