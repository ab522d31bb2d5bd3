import { defineConfig } from "vitest/config";

/** The functions on the public test double by default; SCENEWRIGHT_CONVEX=embedded runs the same suite on our runtime. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.test.ts"],
    environment: "node",
    setupFiles: ["./tests/environment.setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
