# Pushes convex/ and its environment variables to a Convex deployment, then ends.
ARG BASE=node:24-bookworm-slim
FROM ${BASE}
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY convex_local/package.json convex_local/
COPY web/package.json web/
RUN npm ci --omit=dev --workspaces=false
COPY convex convex
COPY deploy/compose/push-convex.mjs ./
USER 1000:1000
CMD ["node", "push-convex.mjs"]
