"""The Docker adapter: the same boxes, made by a Docker engine, with runc or gVisor's runsc.

Owns the command line, the words with the carrier inside, and the reaper of orphans. Needs the
`docker` client and an engine; needs no folder in common with it and no right on its machine.
"""
