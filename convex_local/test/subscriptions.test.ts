/** What many clients see who watch and write at once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { RawClient } from "./raw_client.ts";
import { eventually, startRuntime, type RuntimeProcess } from "./runtime_process.ts";

let runtime: RuntimeProcess;
const clients: RawClient[] = [];

beforeAll(async () => {
  runtime = await startRuntime();
});
afterAll(async () => {
  for (const client of clients) client.close();
  await runtime.stop();
});

function connect(): RawClient {
  const client = new RawClient(runtime.address.url);
  clients.push(client);
  return client;
}

function length(client: RawClient, queryId: number): number {
  const result = client.results.get(queryId);
  return Array.isArray(result) ? result.length : -1;
}

async function queriesRun(): Promise<number> {
  const text = await (await fetch(`${runtime.address.url}/metrics`)).text();
  return Number(/convex_local_queries (\d+)/.exec(text)?.[1]);
}

test("[runtime:sync:snapshot] two queries of a client never show a transaction by half", async () => {
  const reader = connect();
  const seen: [number, number][] = [];
  reader.onResult(() => seen.push([length(reader, 0), length(reader, 1)]));
  reader.watch(0, "messages:list", { channel: "left" });
  reader.watch(1, "messages:list", { channel: "right" });
  await eventually(
    () => length(reader, 1),
    (rows) => rows === 0,
  );
  const channels = ["left", "right"];
  const write = async (writer: RawClient) => {
    for (let at = 0; at < 25; at++)
      await writer.mutation("messages:sendBoth", { channels, body: "x" });
  };
  await Promise.all(Array.from({ length: 4 }, async () => write(connect())));
  await eventually(
    () => length(reader, 0),
    (rows) => rows === 100,
  );
  const whole = seen.filter(([left, right]) => left >= 0 && right >= 0);
  expect(whole.filter(([left, right]) => left !== right)).toEqual([]);
  expect(whole.length).toBeGreaterThan(5);
  expect(clients.flatMap((client) => client.problems)).toEqual([]);
});

test("[runtime:sync:shared] ten watchers of one query cost one run, and a write wakes no other", async () => {
  const together = Array.from({ length: 10 }, connect);
  const apart = Array.from({ length: 10 }, connect);
  const before = await queriesRun();
  for (const client of together) client.watch(0, "messages:list", { channel: "busy" });
  for (const [at, client] of apart.entries())
    client.watch(0, "messages:list", { channel: `idle ${at}` });
  const all = [...together, ...apart];
  await eventually(
    () => all.every((client) => length(client, 0) === 0),
    (ready) => ready,
  );
  expect((await queriesRun()) - before).toBe(11);
  await connect().mutation("messages:send", { channel: "busy", body: "x" });
  await eventually(
    () => together.every((client) => length(client, 0) === 1),
    (ready) => ready,
  );
  expect((await queriesRun()) - before).toBe(12);
});
