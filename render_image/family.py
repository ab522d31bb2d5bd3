"""Which objects a camera draws, in order: Manim's family extraction, in one pass.

Manim lists the family of every object given and keeps the last occurrence of each member. Walking
backwards and keeping the first gives the same list while visiting every object once.
"""

from collections.abc import Iterable

from render_image.door import Anything


def objects_with_points(mobjects: Iterable[Anything]) -> tuple[list[Anything], set[type]]:
    """What Manim's own extraction gives with `use_z_index` and `only_those_with_points`.

    Followed by the classes of all that was visited, groups without points among them.
    """
    seen: set[Anything] = set()
    backwards: list[Anything] = []
    layered = False
    for mobject in reversed(list(mobjects)):
        if mobject not in seen:
            _walk(mobject, seen, backwards)
    backwards.reverse()
    members = [member for member in backwards if len(member.points) > 0]
    for member in members:
        if member.z_index != 0:
            layered = True
            break
    classes = {mobject.__class__ for mobject in backwards}
    return (sorted(members, key=_layer) if layered else members), classes


def _walk(mobject: Anything, seen: set[Anything], backwards: list[Anything]) -> None:
    submobjects = mobject.submobjects
    if submobjects:
        for child in reversed(submobjects):
            if child not in seen:
                _walk(child, seen, backwards)
    # A child that contains its parent cannot be added in Manim; should it happen, the recursion
    # ends with an error and the scene is drawn by Manim itself.
    seen.add(mobject)
    backwards.append(mobject)


def _layer(mobject: Anything) -> float:
    return mobject.z_index
