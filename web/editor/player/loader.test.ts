import { expect, test } from "vitest";
import { ChunkLoader, type Fetched } from "./loader.ts";

function setUp(bytesMax?: number) {
  const started: string[] = [];
  const freed: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const loader = new ChunkLoader({
    fetchChunk: (url, onBytes): Fetched => {
      started.push(url);
      onBytes(10);
      return {
        done: new Promise<void>((resolve, reject) => ends.set(url, { resolve, reject })),
        free: () => freed.push(url),
      };
    },
    onChange: () => undefined,
    ...(bytesMax === undefined ? {} : { bytesMax }),
  });
  const settle = async (url: string, error?: Error) => {
    if (error) ends.get(url)?.reject(error);
    else ends.get(url)?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { loader, started, freed, settle };
}

test("chunks are loaded two at a time, in the order wanted last", async () => {
  const { loader, started, settle } = setUp();
  loader.want(["a", "b", "c", "d"]);
  expect(started).toEqual(["a", "b"]);
  loader.want(["d", "c"]);
  await settle("a");
  expect(started).toEqual(["a", "b", "d"]);
  expect(loader.isReady("a")).toBe(true);
  expect(loader.isReady("b")).toBe(false);
});

test("past the byte limit a chunk is left to the player", async () => {
  const { loader, started, settle } = setUp(20);
  loader.want(["a", "b", "c"]);
  await settle("a");
  expect(started).toEqual(["a", "b"]);
  expect(loader.stateOf("c")).toBe("direct");
});

test("a chunk that cannot be loaded does not hold up the picture for ever", async () => {
  const { loader, settle } = setUp();
  loader.want(["a"]);
  await settle("a", new Error("offline"));
  expect(loader.isReady("a")).toBe(true);
});

test("dropping and closing free the memory", async () => {
  const { loader, freed, settle } = setUp();
  loader.want(["a", "b"]);
  await settle("a");
  loader.drop("a");
  loader.close();
  expect(freed).toEqual(["a", "b"]);
});
