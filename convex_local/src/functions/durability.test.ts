import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startInProcess, type InProcess } from "../../test/in_process.ts";

let runtime: InProcess;
beforeEach(async () => {
  runtime = await startInProcess("chat");
});
afterEach(async () => runtime.close());

async function bodies(channel: string): Promise<string[]> {
  const rows = (await runtime.call("messages:list", { channel })) as { body: string }[];
  return rows.map(({ body }) => body);
}

describe("group commit", () => {
  test("[runtime:life:group-commit] mutations that arrive together share commits, and one that fails takes nothing with it", async () => {
    const { durability } = runtime.host.engine;
    const before = durability.flushes;
    const wanted = Array.from({ length: 60 }, (_none, at) => `m${at}`);
    const outcomes = await Promise.all(
      wanted.flatMap((body) => [
        runtime.outcome("messages:send", { channel: "g", body }),
        runtime.outcome("messages:fail"),
      ]),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(60);
    expect(await bodies("g")).toEqual(wanted);
    expect(await bodies("failed")).toEqual([]);
    expect(durability.flushes - before).toBeLessThan(20);
  });

  test("[runtime:life:group-commit] what was read of a write that is not on disk yet waits for it, other results do not", async () => {
    const { engine } = runtime.host;
    await runtime.call("messages:send", { channel: "calm", body: "old" });
    let release: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => (release = resolve));
    const order: string[] = [];
    const flush = engine.storage.flush.bind(engine.storage);
    engine.storage.flush = async () => disk.then(flush);
    const done = (name: string) => () => void order.push(name);
    const write = runtime
      .call("messages:send", { channel: "busy", body: "new" })
      .then(done("the write"));
    const calm = bodies("calm").then(done("the calm read"));
    await calm;
    expect(order).toEqual(["the calm read"]);
    const busy = bodies("busy").then(done("the busy read"));
    await bodies("calm");
    expect(order).toEqual(["the calm read"]);
    release();
    await Promise.all([write, busy]);
    expect(order.slice(1).sort()).toEqual(["the busy read", "the write"]);
  });
});

describe("a disk that is full", () => {
  test("[runtime:life:full-disk] nothing that was not kept is acknowledged, and everything acknowledged is there afterwards", async () => {
    const folder = mkdtempSync(join(tmpdir(), "convex-local-full-"));
    const tight = await startInProcess("chat", { folder });
    const { storage } = tight.host.engine;
    const send = async (body: string) => tight.call("messages:send", { channel: "full", body });
    await send("before");
    const pages = Number(storage.get("PRAGMA page_count")?.["page_count"]);
    storage.exec(`PRAGMA max_page_count = ${pages + 8}`);
    const attempts = await Promise.allSettled([send("small"), send("x".repeat(500_000))]);
    expect(attempts.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(tight.logs.map(({ path }) => path)).toContain("engine");
    await expect(send("later")).rejects.toThrow("Is the disk full?");
    await tight.close();
    const again = await startInProcess("chat", { folder });
    const rows = (await again.call("messages:list", { channel: "full" })) as { body: string }[];
    expect(rows.map(({ body }) => body)).toEqual(["before"]);
    await again.close();
    rmSync(folder, { recursive: true });
  });
});
