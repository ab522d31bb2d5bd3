# The web app as Next's standalone server.
ARG BASE=node:24-bookworm-slim

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY convex_local/package.json convex_local/
COPY web/package.json web/
RUN npm ci
COPY convex convex
COPY web web
RUN NEXT_TELEMETRY_DISABLED=1 npm run build --workspace web

FROM ${BASE}
WORKDIR /app
COPY --from=build /app/web/.next/standalone ./
COPY --from=build /app/web/.next/static web/.next/static
COPY --from=build /app/web/public web/public
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
USER 1000:1000
CMD ["node", "web/server.js"]
