# attack: N-14
# what: Connect to sockets that rule the machine.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: OSError, FileNotFoundError
import socket

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        last = None
        for path in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/systemd/private", "/run/dbus/system_bus_socket"):
            try:
                socket.socket(socket.AF_UNIX).connect(path)
                reached(path)
            except OSError as error:
                last = error
        raise last
        self.wait(0.1)
