// Correctness only: Prettier owns the format, dependency-cruiser owns who may import whom.
import convexPlugin from "@convex-dev/eslint-plugin";
import remotion from "@remotion/eslint-plugin";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const limits = {
  "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
  "max-params": ["error", 3],
  // 15 rather than 10: each default (`a ?? b`) counts as a branch, and rows are mapped field by field.
  complexity: ["error", 15],
  "no-console": "error",
};

const restrictedGlobals = [
  { name: "localStorage", message: "Keep it in editor state; what must survive goes to Convex." },
  { name: "fetch", message: "Server data comes through Convex hooks." },
  { name: "setTimeout", message: "Use the editor's scheduler, which tests can advance." },
  { name: "setInterval", message: "Use the editor's scheduler, which tests can advance." },
  {
    name: "requestAnimationFrame",
    message: "Use the editor's scheduler, which tests can advance.",
  },
];

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/.next/**",
      "**/_generated/**",
      "**/fixtures/**",
      // Bundled and type-checked by the test that opens it in a browser.
      "tests/e2e/web/harness/**",
      ".venv/**",
      ".tools/**",
      ".data/**",
      "web/next-env.d.ts",
      "**/*.mjs",
      "**/*.js",
    ],
  },
  {
    files: ["convex/**/*.ts", "convex_local/**/*.ts", "web/**/*.{ts,tsx}", "tests/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...limits,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers in template strings are plain; everything else must be turned into text on purpose.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `x[key]` and the strict index flag of tsconfig.base.json contradict dot notation.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["convex/**/*.ts"],
    plugins: { "@convex-dev": convexPlugin },
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
    plugins: { "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // Its rules are about compositions; pages may have pictures and transitions.
    files: ["web/remotion/**/*.{ts,tsx}"],
    plugins: { "@remotion": remotion },
    rules: remotion.configs.recommended.rules,
  },
  {
    files: ["web/editor/**/*.{ts,tsx}"],
    rules: { "no-restricted-globals": ["error", ...restrictedGlobals] },
  },
  {
    // Commands and benches speak to a person; Convex's log is written by its console.
    files: ["**/main.ts", "**/bench/**/*.ts", "**/scripts/**/*.ts", "convex/lib/log.ts"],
    rules: { "no-console": "off" },
  },
  {
    // A test file reads as a list; its length is the number of promises it proves.
    files: ["**/*.test.{ts,tsx}"],
    rules: { "max-lines": "off", "max-lines-per-function": "off" },
  },
);
