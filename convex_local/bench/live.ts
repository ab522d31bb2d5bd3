/** A real process with real sockets: update latency, throughput, start-up, memory. */
import { RawClient } from "../test/raw_client.ts";
import { eventually, startRuntime, type RuntimeProcess } from "../test/runtime_process.ts";
import { isObject, type Json } from "../src/values/json.ts";
import { atLeast, atMost, median, plain, quantile, type Figure } from "./figures.ts";

const UPDATES = 200;
const WRITERS = 16;
const WRITE_SECONDS = 4;
const STORED = 100_000;
const PART = 10_000;
const READS = 300;

function count(client: RawClient): number {
  const result = client.results.get(0);
  return Array.isArray(result) ? result.length : -1;
}

/** Mutation sent → the one touched subscriber has the new result, among many idle ones. */
async function updates(runtime: RuntimeProcess, subscribers: number): Promise<number[]> {
  const { url } = runtime.address;
  const clients = Array.from({ length: subscribers }, () => new RawClient(url));
  for (const [at, client] of clients.entries())
    client.watch(0, "messages:list", { channel: `s${subscribers}-${at}` });
  await eventually(
    () => clients.every((client) => count(client) === 0),
    (all) => all,
    60_000,
  );
  const writer = new RawClient(url);
  const samples: number[] = [];
  for (let round = -20; round < UPDATES; round++) {
    const at = Math.abs(round * 7919) % subscribers;
    const client = clients[at];
    if (client === undefined) continue;
    const before = count(client);
    const seen = new Promise<void>((resolve) =>
      client.onResult(() => count(client) > before && resolve()),
    );
    const start = performance.now();
    void writer.mutation("messages:send", { channel: `s${subscribers}-${at}`, body: "x" });
    await seen;
    if (round >= 0) samples.push(performance.now() - start);
  }
  for (const client of [writer, ...clients]) client.close();
  return samples;
}

async function throughput(runtime: RuntimeProcess): Promise<number> {
  const clients = Array.from({ length: WRITERS }, () => new RawClient(runtime.address.url));
  let done = 0;
  let running = true;
  const start = performance.now();
  const work = clients.map(async (client, at) => {
    while (running) {
      await client.mutation("messages:send", { channel: `w${at}`, body: "small" });
      done += 1;
    }
  });
  await new Promise((resolve) => setTimeout(resolve, WRITE_SECONDS * 1000));
  const rate = done / ((performance.now() - start) / 1000);
  running = false;
  await Promise.all(work);
  for (const client of clients) client.close();
  return rate;
}

async function residentMb(runtime: RuntimeProcess): Promise<number> {
  const text = await (await fetch(`${runtime.address.url}/metrics`)).text();
  return Number(/resident_bytes (\d+)/.exec(text)?.[1] ?? NaN) / (1 << 20);
}

/** One request to a route of the runtime: `query`, `mutation` or `action`. */
async function post(
  runtime: RuntimeProcess,
  route: string,
  call: { path: string; args: Json },
): Promise<Json> {
  const url = `${runtime.address.url}/api/${route}`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(call) });
  const reply: unknown = await response.json();
  if (!isObject(reply) || reply["status"] !== "success") throw new Error(JSON.stringify(reply));
  return reply["value"] ?? null;
}

/** What a program on the same machine waits for ten neighbours among all documents. */
async function rangeReads(runtime: RuntimeProcess): Promise<number> {
  const samples: number[] = [];
  for (let n = -50; n < READS; n++) {
    const from = ((n + 50) * 7919) % (STORED - 10);
    const range = [
      { type: "gte", field: "k", value: from },
      { type: "lt", field: "k", value: from + 10 },
    ];
    const args = { index: "by_k", range, order: "asc" };
    const start = performance.now();
    const rows = await post(runtime, "query", { path: "ops:scan", args });
    if (!Array.isArray(rows) || rows.length !== 10) throw new Error("A range of ten was not ten.");
    if (n >= 0) samples.push(performance.now() - start);
  }
  return median(samples);
}

async function startUp(): Promise<Record<string, Figure>> {
  const runtime = await startRuntime({ fixture: "kitchen" });
  for (let from = 0; from < STORED; from += PART)
    await post(runtime, "mutation", {
      path: "rules:tooMuch",
      args: { documents: PART, from },
    });
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    await runtime.kill();
    const start = performance.now();
    await runtime.start();
    samples.push((performance.now() - start) / 1000);
  }
  const memory = await residentMb(runtime);
  const overHttp = await rangeReads(runtime);
  await runtime.stop();
  return {
    range_read_100k_over_http_ms: plain(overHttp, "ms"),
    ready_s: atMost(quantile(samples, 0.5), 1.5, "s"),
    resident_mb_100k_documents: plain(memory, "MB"),
  };
}

export async function livePerformance(): Promise<Record<string, Figure>> {
  const runtime = await startRuntime();
  const figures: Record<string, Figure> = {};
  for (const subscribers of [1, 100, 1000]) {
    const samples = await updates(runtime, subscribers);
    const [p50, p99] = [quantile(samples, 0.5), quantile(samples, 0.99)];
    if (subscribers === 1000) {
      figures["update_p50_ms"] = atMost(p50, 5, "ms");
      figures["update_p99_ms"] = atMost(p99, 25, "ms");
    } else {
      figures[`update_p50_ms_${subscribers}_subscribers`] = plain(p50, "ms");
      figures[`update_p99_ms_${subscribers}_subscribers`] = plain(p99, "ms");
    }
  }
  figures["resident_mb_after_1000_subscribers"] = plain(await residentMb(runtime), "MB");
  figures["durable_mutations_per_s"] = atLeast(await throughput(runtime), 1500, "1/s");
  await runtime.stop();
  return { ...figures, ...(await startUp()) };
}
