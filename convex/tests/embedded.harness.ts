/**
 * The suite on the embedded runtime: one process for each test file, real tokens, real HTTP. Tests share its
 * database, so each backend puts a name of its own before every subject.
 */
import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { ConvexHttpClient } from "convex/browser";
import type { Caller, Deployment } from "./deployment.harness";
import { keys } from "./keys.harness";
import { audience, createIssuer, issuer } from "./tokens.harness";

const root = dirname(dirname(import.meta.dirname));

/** The project as it is, with the tests' own functions beside it. */
function projectIn(folder: string): string {
  const project = join(folder, "project");
  const functions = join(project, "convex");
  cpSync(join(root, "convex"), functions, {
    recursive: true,
    filter: (path) => basename(path) !== "node_modules",
  });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  writeFileSync(join(functions, "inside.ts"), 'export * from "./tests/inside.harness";\n');
  return project;
}

type Process = ChildProcessByStdio<null, Readable, null>;
type Addresses = { url: string; siteUrl: string; adminKey: string };

export async function startEmbedded(wished: Readonly<Record<string, string>>): Promise<Deployment> {
  const data = mkdtempSync(join(tmpdir(), "convex-suite-"));
  const { jwks, tokenFor } = createIssuer();
  const environment = {
    ...wished,
    CALLBACK_SECRET: keys.callback,
    WEBHOOK_SECRET: keys.webhook,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
    AUTH_JWKS: jwks,
    CHUNK_BASE_URL: "http://chunks.test/",
  };
  const envFile = join(data, "convex.env");
  writeFileSync(
    envFile,
    Object.entries(environment)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(""),
  );
  const runtime = spawn(
    process.execPath,
    [
      "convex_local/src/main.ts",
      "--project",
      projectIn(data),
      "--data",
      join(data, "data"),
      "--port",
      "0",
      "--site-port",
      "0",
      "--env-file",
      envFile,
    ],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
  );
  const { url, siteUrl, adminKey } = await firstLine(runtime);
  return {
    as: (subject) => callerOf(clientFor(url, tokenFor(subject))),
    anonymous: callerOf(clientFor(url)),
    operator: callerOf(operatorFor(url, adminKey)),
    fetch: async (path, init) => await fetch(`${siteUrl}${path}`, init),
    close: async () => {
      const ended = new Promise((resolve) => runtime.once("exit", resolve));
      runtime.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function firstLine(runtime: Process): Promise<Addresses> {
  return await new Promise<Addresses>((resolve, reject) => {
    createInterface({ input: runtime.stdout }).once("line", (line) =>
      resolve(JSON.parse(line) as Addresses),
    );
    runtime.once("exit", (code) => reject(new Error(`The embedded runtime ended with ${code}.`)));
  });
}

function clientFor(url: string, token?: string): ConvexHttpClient {
  const client = new ConvexHttpClient(url, { logger: false });
  if (token !== undefined) client.setAuth(token);
  return client;
}

function operatorFor(url: string, adminKey: string): ConvexHttpClient {
  const client = clientFor(url);
  // The client has this method for the vendor's own tools; it is left out of its public types.
  (client as unknown as { setAdminAuth: (key: string) => void }).setAdminAuth(adminKey);
  return client;
}

const unknownOf = (value: unknown): unknown => value;

type Call = (ref: never, args: never) => Promise<unknown>;

function callerOf(client: ConvexHttpClient): Caller {
  const calls: Record<keyof Caller, Call> = {
    query: async (ref, args) => unknownOf(await client.query(ref, args)),
    mutation: async (ref, args) => unknownOf(await client.mutation(ref, args)),
    action: async (ref, args) => unknownOf(await client.action(ref, args)),
  };
  return calls as unknown as Caller;
}
