/** The command line and its environment variables, checked all at once. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs, parseEnv } from "node:util";

export interface Configuration {
  readonly project: string;
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly sitePort: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly envFile: string | null;
  readonly check: boolean;
  readonly redact: boolean;
  readonly sync: "full" | "off";
  readonly functionTimeoutMs: number;
  readonly stallMs: number;
  readonly adminKey: string | null;
}

export class ConfigurationError extends Error {}

const OPTIONS = {
  project: { type: "string" },
  data: { type: "string" },
  host: { type: "string" },
  port: { type: "string" },
  "site-port": { type: "string" },
  "env-file": { type: "string" },
  sync: { type: "string" },
  "function-timeout-seconds": { type: "string" },
  "stall-seconds": { type: "string" },
  "admin-key": { type: "string" },
  check: { type: "boolean" },
  redact: { type: "boolean" },
} as const;

type Given = Record<string, string | undefined>;
type Source = Readonly<Record<string, string | undefined>>;

function gather(argv: readonly string[], variables: Source): Given {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }));
  } catch (error) {
    throw new ConfigurationError(error instanceof Error ? error.message : String(error));
  }
  return Object.fromEntries(
    Object.keys(OPTIONS).map((name) => {
      const value = values[name] ?? variables[`CONVEX_LOCAL_${name.toUpperCase().replaceAll("-", "_")}`];
      return [name, value === undefined ? undefined : String(value)];
    }),
  );
}

function portOf(given: Given, name: string, fallback: number, problems: string[]): number {
  const text = given[name];
  const port = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`--${name} must be a port number, not "${text ?? ""}".`);
  return port;
}

function readEnvFile(path: string | undefined, problems: string[]): Record<string, string> {
  if (path === undefined) return {};
  if (!existsSync(path)) {
    problems.push(`--env-file ${path} does not exist.`);
    return {};
  }
  return parseEnv(readFileSync(path, "utf8")) as Record<string, string>;
}

export function readConfiguration(argv: readonly string[], variables: Source): Configuration {
  const given = gather(argv, variables);
  const problems: string[] = [];
  const sync = given["sync"] ?? "full";
  if (sync !== "full" && sync !== "off") problems.push("--sync must be full or off.");
  if (given["data"] === undefined) problems.push("--data must name the folder that holds the database.");
  const timeout = Number(given["function-timeout-seconds"] ?? 15);
  if (!(timeout > 0)) problems.push("--function-timeout-seconds must be a positive number.");
  const stall = Number(given["stall-seconds"] ?? 5);
  if (!(stall > 0)) problems.push("--stall-seconds must be a positive number.");
  const configuration: Configuration = {
    project: resolve(given["project"] ?? "."),
    data: resolve(given["data"] ?? "."),
    host: given["host"] ?? "127.0.0.1",
    port: portOf(given, "port", 3210, problems),
    sitePort: portOf(given, "site-port", given["port"] === "0" ? 0 : 3211, problems),
    environment: readEnvFile(given["env-file"], problems),
    envFile: given["env-file"] ?? null,
    check: given["check"] === "true",
    redact: given["redact"] === "true",
    sync: sync === "off" ? "off" : "full",
    functionTimeoutMs: timeout * 1000,
    stallMs: stall * 1000,
    adminKey: given["admin-key"] ?? null,
  };
  if (problems.length > 0) throw new ConfigurationError(problems.join("\n"));
  return configuration;
}

/** A secret of this data folder, made on first use. */
export function ownSecret(data: string, name: string): string {
  mkdirSync(data, { recursive: true });
  const path = join(data, name);
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}
