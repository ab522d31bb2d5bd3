/** A real runtime process for tests: started, killed, restarted on the same data and ports. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { FIXTURES } from "./in_process.ts";

const MAIN = join(import.meta.dirname, "..", "src", "main.ts");

export interface Address {
  readonly url: string;
  readonly siteUrl: string;
  readonly adminKey: string;
}

export interface StartOptions {
  readonly project?: string;
  readonly fixture?: string;
  readonly data?: string;
  readonly port?: number;
  readonly sitePort?: number;
  readonly args?: readonly string[];
}

export class RuntimeProcess {
  readonly data: string;
  readonly #options: StartOptions;
  readonly #ownsData: boolean;
  #child: ChildProcess | undefined;
  #address: Address | undefined;
  stderr = "";

  constructor(options: StartOptions) {
    this.#options = options;
    this.#ownsData = options.data === undefined;
    this.data = options.data ?? mkdtempSync(join(tmpdir(), "convex-local-"));
  }

  get address(): Address {
    if (this.#address === undefined) throw new Error("The runtime has not started.");
    return this.#address;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<this> {
    const { project, fixture = "chat", port = 0, sitePort = 0, args = [] } = this.#options;
    const known = this.#address;
    const child = spawn(
      process.execPath,
      [
        MAIN,
        ...["--project", project ?? join(FIXTURES, fixture)],
        ...["--data", this.data],
        ...["--port", known === undefined ? String(port) : new URL(known.url).port],
        ...["--site-port", known === undefined ? String(sitePort) : new URL(known.siteUrl).port],
        ...args,
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#child = child;
    child.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    const lines = createInterface({ input: child.stdout });
    const first = await Promise.race([once(lines, "line"), once(child, "exit")]);
    if (typeof first[0] !== "string") throw new Error(`The runtime did not start:\n${this.stderr}`);
    this.#address = JSON.parse(first[0]) as Address;
    return this;
  }

  async kill(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const gone = once(child, "exit");
    child.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.kill();
    if (this.#ownsData) rmSync(this.data, { recursive: true, force: true });
  }
}

export async function startRuntime(options: StartOptions = {}): Promise<RuntimeProcess> {
  return new RuntimeProcess(options).start();
}

/** Polls a condition until it holds; fails after a bounded time with what it last saw. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  holds: (seen: T) => boolean,
  limitMs = 10_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > end)
      throw new Error(`Not within ${limitMs} ms; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
