// Who may import whom in TypeScript (the Python half is in pyproject.toml under importlinter).
const layer = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: to },
});

export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle has no front door: nobody can read one file of it alone.",
      from: {},
      to: { circular: true },
    },
    layer(
      "model-below-functions",
      "^convex/(model|lib|shared)/",
      "^convex/[^/]+\\.ts$",
      "Plain functions never know the Convex functions that call them (schema types aside).",
    ),
    layer(
      "shared-stands-alone",
      "^convex/shared/",
      "^convex/(model|lib)/",
      "The browser imports convex/shared, so it must not pull server code with it.",
    ),
    layer(
      "web-sees-no-server-code",
      "^web/",
      "^(convex/(model|lib)/|convex/[^/]+\\.ts$|convex_local/)",
      "The web app knows the generated api and the shared types, nothing behind them.",
    ),
    layer(
      "runtime-knows-no-product",
      "^convex_local/src/",
      "^(convex/|web/)",
      "The runtime serves any project folder; it loads ours as data.",
    ),
    layer(
      "values-depend-on-nothing",
      "^convex_local/src/values/",
      "^convex_local/src/(?!values/)",
      "Encoding and order are the floor that everything stands on.",
    ),
    layer(
      "storage-above-values-only",
      "^convex_local/src/storage/",
      "^convex_local/src/(?!(values|storage)/)",
      "Storage moves bytes and keys; it knows no documents, functions or sockets.",
    ),
    layer(
      "compositions-are-pure",
      "^web/remotion/",
      "^web/(app|editor)/",
      "A composition is a function of scenes and frame; it never reaches into the editor.",
    ),
  ].map((rule) =>
    rule.name === "model-below-functions"
      ? { ...rule, to: { ...rule.to, pathNot: "^convex/schema\\.ts$" } }
      : rule,
  ),
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(\\.next|_generated|fixtures|\\.test\\.tsx?$)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};
