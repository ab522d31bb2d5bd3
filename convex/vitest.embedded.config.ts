import { defineConfig } from "vitest/config";
import suite from "./vitest.config";

/**
 * The same suite on our runtime. A sample by default, since each file starts a process of its own and every
 * call goes over HTTP; SCENEWRIGHT_FUZZ=full runs all of it.
 */
const whole = process.env["SCENEWRIGHT_FUZZ"] === "full";
const sample = ["callbacks", "limits", "world"].map((name) => `${name}.test.ts`);

export default defineConfig({
  ...suite,
  test: {
    ...suite.test,
    include: whole ? ["**/*.test.ts"] : sample,
    env: { SCENEWRIGHT_CONVEX: "embedded" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
