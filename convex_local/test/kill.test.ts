/**
 * Several clients write, watch, drop and change identity while the runtime is killed outright
 * again and again. In the end every acknowledged mutation is there exactly once, and every client
 * sees what the database holds. Seeded: CONVEX_LOCAL_SEED repeats a run.
 */
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { expect, test } from "vitest";
import { asText, isObject, type Json } from "../src/values/json.ts";
import { RawClient } from "./raw_client.ts";
import { eventually, startRuntime } from "./runtime_process.ts";

const KILLS = 6;
/** The full fuzz is many runs of the size of the one in CI: 210 kills in all. */
const RUNS = process.env["SCENEWRIGHT_FUZZ"] === "full" ? 35 : 1;
const FIRST_SEED = Number(process.env["CONVEX_LOCAL_SEED"] ?? Date.now() % 1_000_000);
const SEEDS = Array.from({ length: RUNS }, (_none, at) => FIRST_SEED + at);
const CLIENTS = 5;
const CHANNELS = ["a", "b", "c"];
const list = makeFunctionReference<"query">("messages:list");

function generator(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

function bodies(value: Json | undefined): string[] {
  return Array.isArray(value)
    ? value.filter(isObject).map((message) => asText(message["body"]))
    : [];
}

test.each(SEEDS)(
  "[runtime:life:kill] nothing acknowledged is lost or doubled however often the process is killed, seed %i",
  async (seed) => {
    const random = generator(seed);
    const runtime = await startRuntime();
    const { url, adminKey } = runtime.address;
    const clients = Array.from({ length: CLIENTS }, () => new RawClient(url));
    const sent = new Map<string, Promise<Json>>();
    for (const client of clients)
      for (const [at, channel] of CHANNELS.entries())
        client.watch(at, "messages:list", { channel });
    let running = true;
    let serial = 0;
    const bother = async (client: RawClient, at: number) => {
      while (running) {
        const body = `${at}-${serial++}`;
        if (client.pending < 4)
          sent.set(
            body,
            client.mutation("messages:send", { channel: CHANNELS[random(3)] ?? "a", body }),
          );
        if (random(40) === 0) client.drop();
        if (random(30) === 0) client.authenticate(random(2) === 0 ? adminKey : undefined);
        if (random(25) === 0) {
          client.unwatch(2);
          client.watch(2, "messages:list", { channel: "c" });
        }
        await new Promise((resolve) => setTimeout(resolve, 5 + random(20)));
      }
    };
    const work = clients.map(bother);
    for (let kill = 0; kill < KILLS; kill++) {
      await new Promise((resolve) => setTimeout(resolve, 50 + random(250)));
      await runtime.restart();
    }
    running = false;
    await Promise.all(work);
    const settled = await Promise.allSettled(sent.values());
    expect(
      settled.filter(({ status }) => status === "rejected"),
      `seed ${seed}`,
    ).toEqual([]);
    const http = new ConvexHttpClient(url);
    for (const [at, channel] of CHANNELS.entries()) {
      const rows = (await http.query(list, { channel })) as { body: string }[];
      const truth = rows.map((row) => row.body);
      for (const client of clients) {
        await eventually(
          () => bodies(client.results.get(at)),
          (seen) => JSON.stringify(seen) === JSON.stringify(truth),
        );
      }
    }
    const all = (
      await Promise.all(
        CHANNELS.map(async (channel) => http.query(list, { channel }) as Promise<unknown[]>),
      )
    ).flat() as { body: string }[];
    expect(all.map((row) => row.body).sort(), `seed ${seed}`).toEqual([...sent.keys()].sort());
    expect(
      clients.flatMap((client) => client.problems),
      `seed ${seed}`,
    ).toEqual([]);
    for (const client of clients) client.close();
    await runtime.stop();
  },
  240_000,
);
