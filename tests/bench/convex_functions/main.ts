/**
 * The hot paths of the product's functions on the embedded runtime, with a session of 200 scenes and 50
 * versions each. Run it from the repository's root: `node tests/bench/convex_functions/main.ts`.
 *
 * The project is copied with one more module, which writes the session straight into the tables: making ten
 * thousand versions by their front door would measure nothing but patience.
 */
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = process.cwd();
const scenes = 200;
const rounds = 100;
const secret = "callback-secret-for-benches-0123456789abcdef";
const trace = "3f0c1f4e-8d1b-4c57-9a38-0f0c5f2b7a11";

const seedModule = `
import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { listBySession } from "./model/sceneLists";
import { seedScene, seedSession } from "./tests/bigSession.harness";

export const open = internalMutation({ args: {}, handler: (ctx) => seedSession(ctx, "bench") });
export const scene = internalMutation({
  args: { big: v.any(), index: v.number() },
  handler: async (ctx, { big, index }) => { await seedScene(ctx, big, index); return null; },
});
export const list = internalQuery({
  args: { big: v.any() },
  handler: async (ctx, { big }) => {
    const user = await ctx.db.get("users", big.userId);
    return (await listBySession({ ...ctx, user }, big.sessionId)).map(({ _id, pending }) => ({ _id, pending }));
  },
});
`;

type Running = { url: string; siteUrl: string; adminKey: string; stop: () => Promise<void> };

async function start(): Promise<Running> {
  const project = mkdtempSync(join(tmpdir(), "convex-bench-"));
  cpSync(join(root, "convex"), join(project, "convex"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  writeFileSync(join(project, "convex", "benchSeed.ts"), seedModule);
  const envFile = join(project, "convex.env");
  const jwks = `data:application/json;base64,${Buffer.from('{"keys":[]}').toString("base64")}`;
  const environment = [
    `CALLBACK_SECRET=${secret}`,
    `WEBHOOK_SECRET=${secret}`,
    "AUTH_ISSUER=https://issuer.test",
  ];
  environment.push(
    "AUTH_AUDIENCE=bench",
    `AUTH_JWKS=${jwks}`,
    "FASTAPI_BASE_URL=http://127.0.0.1:9",
  );
  writeFileSync(envFile, environment.join("\n"));
  const data = join(project, "data");
  const flags = [
    "--project",
    project,
    "--data",
    data,
    "--port",
    "0",
    "--site-port",
    "0",
    "--env-file",
    envFile,
  ];
  const runtime = spawn(process.execPath, [join(root, "convex_local/src/main.ts"), ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: runtime.stdout }).once("line", resolve);
    runtime.once("exit", (code) => reject(new Error(`The runtime ended with ${String(code)}.`)));
  });
  return {
    ...(JSON.parse(line) as Omit<Running, "stop">),
    stop: async () => {
      const ended = new Promise((resolve) => runtime.once("exit", resolve));
      runtime.kill("SIGTERM");
      await ended;
      rmSync(project, { recursive: true, force: true });
    },
  };
}

type Call = { kind: "query" | "mutation"; path: string };

async function run(at: Running, { kind, path }: Call, args: object): Promise<unknown> {
  const response = await fetch(`${at.url}/api/${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Convex ${at.adminKey}` },
    body: JSON.stringify({ path, args, format: "json" }),
  });
  const answer = (await response.json()) as {
    status: string;
    value?: unknown;
    errorMessage?: string;
  };
  if (answer.status !== "success") throw new Error(answer.errorMessage ?? path);
  return answer.value;
}

async function callback(at: Running, body: object): Promise<void> {
  const route = "/callbacks/scene-updated";
  const text = JSON.stringify({ route, correlationId: trace, ...body });
  const timestamp = String(Date.now());
  const signature = createHmac("sha256", secret).update(`${timestamp}.${text}`).digest("hex");
  const headers = { "X-Timestamp": timestamp, "X-Signature": signature, "X-Correlation-Id": trace };
  const response = await fetch(`${at.siteUrl}${route}`, { method: "POST", headers, body: text });
  const answer = (await response.json()) as { accepted?: boolean };
  if (answer.accepted !== true) throw new Error(`Not accepted: ${JSON.stringify(answer)}`);
}

async function timed(times: number, work: (round: number) => Promise<void>): Promise<number> {
  const measured: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const begun = performance.now();
    await work(round);
    measured.push(performance.now() - begun);
  }
  measured.sort((a, b) => a - b);
  return Math.round((measured[Math.floor(measured.length / 2)] ?? 0) * 100) / 100;
}

type Listed = { _id: string; pending?: { jobId: string; version: number } };

async function main(): Promise<void> {
  const at = await start();
  try {
    const big = await run(at, { kind: "mutation", path: "benchSeed:open" }, {});
    for (let index = 0; index < scenes; index += 1)
      await run(at, { kind: "mutation", path: "benchSeed:scene" }, { big, index });
    const listed = (await run(at, { kind: "query", path: "benchSeed:list" }, { big })) as Listed[];
    const pending = listed.filter((scene) => scene.pending !== undefined);
    const list = await timed(rounds, async (round) => {
      // Another scene's progress between two lists keeps the query cache out of the figure.
      await progress(at, pending[0], round + 1);
      await run(at, { kind: "query", path: "benchSeed:list" }, { big });
    });
    const report = await timed(rounds, async (round) => progress(at, pending[1], round + 1));
    const figure = (value: number, aim: number): object => ({
      ...{ value, unit: "ms", aim },
      ok: value <= aim,
    });
    console.log(
      JSON.stringify({
        list_200_scenes_after_a_change_p50_ms: figure(Math.round((list - report) * 100) / 100, 50),
        progress_callback_p50_ms: figure(report, 20),
      }),
    );
  } finally {
    await at.stop();
  }
}

async function progress(at: Running, scene: Listed | undefined, seq: number): Promise<void> {
  if (scene?.pending === undefined) throw new Error("A pending scene is missing.");
  const { jobId, version } = scene.pending;
  const told = { stage: "drawing", done: seq, total: rounds };
  await callback(at, {
    jobId,
    attempt: 1,
    seq,
    sceneId: scene._id,
    version,
    status: "rendering",
    progress: told,
  });
}

await main();
