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
    ({ values } = parseArgs({
      args: [...argv],
      options: OPTIONS,
      strict: true,
      allowPositionals: false,
    }));
  } catch (error) {
    throw new ConfigurationError(error instanceof Error ? error.message : String(error));
  }
  return Object.fromEntries(
    Object.keys(OPTIONS).map((name) => {
      const value =
        values[name] ?? variables[`CONVEX_LOCAL_${name.toUpperCase().replaceAll("-", "_")}`];
      return [name, value === undefined ? undefined : String(value)];
    }),
  );
}

class Reader {
  readonly problems: string[] = [];
  readonly #given: Given;

  constructor(given: Given) {
    this.#given = given;
  }

  text(name: string): string | null {
    return this.#given[name] ?? null;
  }

  folder(name: string, fallback: string | null): string {
    const given = this.#given[name] ?? fallback;
    if (given === null) this.problems.push(`--${name} must name a folder.`);
    return resolve(given ?? ".");
  }

  flag(name: string): boolean {
    return this.#given[name] === "true";
  }

  port(name: string, fallback: number): number {
    const port = Number(this.#given[name] ?? fallback);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      this.problems.push(`--${name} must be a port number, not "${this.#given[name] ?? ""}".`);
    }
    return port;
  }

  milliseconds(name: string, fallbackSeconds: number): number {
    const seconds = Number(this.#given[name] ?? fallbackSeconds);
    if (!(seconds > 0)) this.problems.push(`--${name} must be a positive number.`);
    return seconds * 1000;
  }

  sync(): "full" | "off" {
    const sync = this.#given["sync"] ?? "full";
    if (sync === "full" || sync === "off") return sync;
    this.problems.push("--sync must be full or off.");
    return "full";
  }

  environment(): Record<string, string> {
    const path = this.#given["env-file"];
    if (path === undefined) return {};
    if (existsSync(path)) return parseEnv(readFileSync(path, "utf8")) as Record<string, string>;
    this.problems.push(`--env-file ${path} does not exist.`);
    return {};
  }
}

export function readConfiguration(argv: readonly string[], variables: Source): Configuration {
  const read = new Reader(gather(argv, variables));
  const configuration: Configuration = {
    project: read.folder("project", "."),
    data: read.folder("data", null),
    host: read.text("host") ?? "127.0.0.1",
    port: read.port("port", 3210),
    sitePort: read.port("site-port", read.text("port") === "0" ? 0 : 3211),
    environment: read.environment(),
    check: read.flag("check"),
    redact: read.flag("redact"),
    sync: read.sync(),
    functionTimeoutMs: read.milliseconds("function-timeout-seconds", 15),
    stallMs: read.milliseconds("stall-seconds", 5),
    adminKey: read.text("admin-key"),
  };
  if (read.problems.length > 0) throw new ConfigurationError(read.problems.join("\n"));
  return configuration;
}

/** A secret of this data folder, made on first use. */
export function ownSecret(data: string, name: string): string {
  mkdirSync(data, { recursive: true });
  const path = join(data, name);
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}
