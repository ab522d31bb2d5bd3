// Sets the deployment's environment variables, then deploys convex/, with the official CLI.
import { spawnSync } from "node:child_process";

const VARIABLES = [
  "FASTAPI_BASE_URL",
  "WEBHOOK_SECRET",
  "CALLBACK_SECRET",
  "AUTH_ISSUER",
  "AUTH_AUDIENCE",
  "AUTH_JWKS",
  "CHUNK_BASE_URL",
];

const LIMITS = [
  "LIMIT_CONCURRENT_JOBS",
  "LIMIT_RENDERS_PER_DAY",
  "LIMIT_VIDEO_MINUTES_PER_DAY",
  "LIMIT_TOKENS_PER_DAY",
  "LIMIT_PROJECTS",
  "LIMIT_SESSIONS_PER_PROJECT",
  "LIMIT_SCENES_PER_SESSION",
  "LIMIT_PROMPT_CHARS",
].filter((name) => process.env[name]);

const convex = (...args) => {
  const done = spawnSync("npx", ["--no-install", "convex", ...args], { stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
};

const missing = VARIABLES.filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(`missing environment variables: ${missing.join(", ")}`);
  process.exit(2);
}
for (const name of [...VARIABLES, ...LIMITS]) convex("env", "set", name, process.env[name]);
convex("deploy", "--yes", "--typecheck=disable");
