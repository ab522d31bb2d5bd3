"""Believing a film only after looking at it.

`inside` runs in a box of its own: it decodes what came out of the renderer's box and writes the
packets anew. `mp4` runs here and reads the result's structure in plain Python, so that no decoder
written in C ever sees hostile bytes outside a sandbox. `check` puts the two together.
"""
