/** The engine without thread and ports: for tests of functions and data that need no wire. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleProject, type Bundle } from "../src/functions/bundle.ts";
import { Host } from "../src/functions/host.ts";
import type { CallRequest, Outcome } from "../src/functions/messages.ts";
import { parseJson, type Json } from "../src/values/json.ts";

export const FIXTURES = join(import.meta.dirname, "..", "fixtures");

const bundles = new Map<string, Promise<Bundle>>();

export async function fixtureBundle(name: string): Promise<Bundle> {
  const known = bundles.get(name) ?? bundleProject(join(FIXTURES, name));
  bundles.set(name, known);
  return known;
}

export interface LogEntry {
  readonly path: string;
  readonly lines: readonly string[];
  readonly error: string | null;
}

export class FunctionError extends Error {
  readonly data: Json | undefined;

  constructor(outcome: Outcome & { ok: false }) {
    super(outcome.failure.message);
    this.data = outcome.failure.data;
  }
}

export interface InProcess {
  readonly host: Host;
  readonly folder: string;
  readonly logs: LogEntry[];
  readonly stale: number[];
  call(path: string, args?: Json, options?: Partial<CallRequest>): Promise<Json>;
  outcome(path: string, args?: Json, options?: Partial<CallRequest>): Promise<Outcome>;
  close(): Promise<void>;
}

interface Options {
  readonly folder?: string;
  readonly environment?: Record<string, string>;
  readonly nowMs?: () => number;
  readonly functionTimeoutMs?: number;
}

export async function startInProcess(fixture: string, options: Options = {}): Promise<InProcess> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "convex-local-"));
  const logs: LogEntry[] = [];
  const stale: number[] = [];
  const host = new Host(
    {
      dataFolder: folder,
      origin: "http://api.test",
      siteOrigin: "http://site.test",
      sync: "off",
      environment: options.environment ?? {},
      uploadSecret: "secret",
      functionTimeoutMs: options.functionTimeoutMs ?? 5000,
      stallMs: 5000,
      stalled: null,
    },
    {
      stale: (ids) => stale.push(...ids),
      log: (entry) => logs.push(entry),
      broken: (error) => logs.push({ path: "engine", lines: [], error: String(error) }),
    },
    options.nowMs ?? Date.now,
  );
  await host.load(await fixtureBundle(fixture), false);
  const outcome = async (
    path: string,
    args: Json = {},
    extra: Partial<CallRequest> = {},
  ): Promise<Outcome> => {
    const reply = await host.actions.call({
      kind: "any",
      path,
      args: JSON.stringify(args),
      identity: "null",
      admin: false,
      requestId: "test",
      session: null,
      ...extra,
    });
    return reply.outcome;
  };
  return {
    host,
    folder,
    logs,
    stale,
    outcome,
    call: async (path, args, extra) => {
      const result = await outcome(path, args, extra);
      if (!result.ok) throw new FunctionError(result);
      return parseJson(result.value);
    },
    close: async () => {
      await host.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
