# One image for the API, the workers, the docs server and the set-up commands.
# BASE is any Debian 12 with Python 3.11 or newer; without a registry, make one with
# scripts/base_image.sh and pass --build-arg BASE=scenewright/base.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
      python3 python3-venv python3-dev gcc pkg-config libcairo2-dev libpango1.0-dev ca-certificates \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY pyproject.toml uv.lock README.md ./
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install -q uv==0.13.8 \
    && UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/opt/venv \
       /opt/uv/bin/uv sync --frozen --all-extras --no-dev --no-install-project --compile-bytecode -q

FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends \
      python3 libcairo2 libpango-1.0-0 libpangocairo-1.0-0 libpangoft2-1.0-0 libseccomp2 \
      bubblewrap util-linux fontconfig fonts-dejavu-core ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home scenewright \
    && mkdir /data /keys /objects && chown 10001:10001 /data /keys /objects
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY backend backend
COPY mcp_server mcp_server
COPY render_image render_image
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1
USER 10001:10001
CMD ["python", "-m", "backend.api"]
