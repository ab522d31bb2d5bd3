"""All rules, in the order in which they are tried."""

from collections.abc import Iterator

from backend.scenes.fixes.rules.arguments import (
    flat_points,
    numbers_for_text,
    repeated_argument,
    too_many_arguments,
    unexpected_keyword,
)
from backend.scenes.fixes.rules.definitions import (
    called_otherwise,
    other_count,
    used_too_early,
    without_self,
)
from backend.scenes.fixes.rules.failure import Failure, Patch, Rule
from backend.scenes.fixes.rules.files import missing_file
from backend.scenes.fixes.rules.formulas import wrong_formula
from backend.scenes.fixes.rules.members import (
    flat_scene,
    invented_getter,
    missing_in_module,
    missing_member,
    not_callable,
    not_subscriptable,
)
from backend.scenes.fixes.rules.playing import (
    empty_play,
    never_saved,
    not_an_animation,
    not_wrapped_name,
)
from backend.scenes.fixes.rules.recipes import invented_setting
from backend.scenes.fixes.rules.unknown_names import failed_import, unknown_name
from backend.scenes.fixes.rules.values import (
    list_for_parts,
    nothing_to_become,
    several_texts,
    text_and_number,
    texts_for_mobjects,
    unknown_choice,
    unknown_color,
    words_for_names,
)

RULES: tuple[Rule, ...] = (
    without_self,
    used_too_early,
    unknown_name,
    failed_import,
    invented_getter,
    missing_member,
    missing_in_module,
    called_otherwise,
    other_count,
    unexpected_keyword,
    repeated_argument,
    too_many_arguments,
    unknown_color,
    unknown_choice,
    words_for_names,
    several_texts,
    list_for_parts,
    texts_for_mobjects,
    text_and_number,
    nothing_to_become,
    not_an_animation,
    not_wrapped_name,
    never_saved,
    empty_play,
    flat_points,
    numbers_for_text,
    wrong_formula,
    missing_file,
    not_callable,
    not_subscriptable,
    flat_scene,
    invented_setting,
)


def patches(failure: Failure) -> Iterator[Patch]:
    """What might mend the failure, likeliest first, nothing twice."""
    seen = {failure.source}
    for rule in RULES:
        for patch in rule(failure):
            if patch.source not in seen:
                seen.add(patch.source)
                yield patch
