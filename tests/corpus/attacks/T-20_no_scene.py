# attack: T-20
# what: A file without a scene.
# layer: verdict
# static: accepted
# class: CODE_ERROR OUTPUT_MISSING
# error: NoSceneError
x = 1
