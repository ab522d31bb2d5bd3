import { defineConfig } from "vitest/config";

/** The functions on the public test double by default; SCENEWRIGHT_CONVEX=embedded runs the same suite on our runtime. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["**/*.test.ts"],
    environment: "node",
    // The functions log what they do; only a failed test's log is worth reading.
    silent: "passed-only",
    setupFiles: ["./tests/environment.setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
