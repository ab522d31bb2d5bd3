// Only what a plugin of ESLint's knows; TypeScript's own rules are oxlint's (.oxlintrc.json).
// Prettier owns the format, dependency-cruiser owns who may import whom.
import convexPlugin from "@convex-dev/eslint-plugin";
import remotion from "@remotion/eslint-plugin";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Known by name, so that comments that silence oxlint's rules mean something here too.
const known = { "@typescript-eslint": tseslint.plugin };

export default [
  {
    ignores: ["**/node_modules/**", "**/.next/**", "**/_generated/**", "web/next-env.d.ts"],
  },
  {
    files: ["convex/**/*.ts"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    plugins: { ...known, "@convex-dev": convexPlugin },
    rules: {
      "@convex-dev/no-old-registered-function-syntax": "error",
      "@convex-dev/require-args-validator": "error",
      "@convex-dev/import-wrong-runtime": "error",
      "@convex-dev/no-collect-in-query": "error",
      "@convex-dev/no-filter-in-query": "error",
    },
  },
  {
    files: ["web/**/*.{ts,tsx}"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    plugins: { ...known, "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // Its rules are about compositions; pages may have pictures and transitions.
    files: ["web/remotion/**/*.{ts,tsx}"],
    plugins: { "@remotion": remotion },
    rules: remotion.configs.recommended.rules,
  },
];
