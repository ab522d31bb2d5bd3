"""The patches, one module a family of failures; `catalogue.py` lists them in order."""
