import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@convex": path.join(import.meta.dirname, "..", "convex"),
      "@": import.meta.dirname,
    },
  },
  test: {
    name: "web",
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["node_modules", ".next"],
    environment: "node",
  },
});
