"""A local model behind an OpenAI-compatible address; run as a program with the model's file."""
# pyright: basic, reportMissingImports=false

import socket
import sys
import threading

import xllamacpp


def main() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = xllamacpp.CommonParams()
    options.model.path = sys.argv[1]
    options.hostnames = ["127.0.0.1"]
    options.port = port
    options.n_ctx = 8192
    options.n_parallel = 1
    # Two threads of it spin on each other beside a renderer.
    options.cpuparams.n_threads = 1
    server = xllamacpp.Server(options)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main()
