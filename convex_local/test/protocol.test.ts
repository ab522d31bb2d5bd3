/** The wire itself: recorded exchanges of the official clients replayed, and frames that must not hurt. */
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket as Socket } from "ws";
import { eventually, startRuntime, type RuntimeProcess } from "./runtime_process.ts";
import { normalise, replay, type Transcript } from "./transcripts.ts";

const GOLDEN = join(import.meta.dirname, "transcripts");
const RECORDED = readdirSync(GOLDEN).filter((file) => file.endsWith(".json"));
let runtime: RuntimeProcess;

beforeAll(async () => {
  runtime = await startRuntime();
});
afterAll(async () => runtime.stop());

async function exchange(
  frames: readonly string[],
  path = "/api/1.48.0/sync",
): Promise<{ received: string[]; code: number }> {
  const socket = new Socket(runtime.address.url.replace("http", "ws") + path);
  const received: string[] = [];
  socket.on("message", (data) => received.push((data as Buffer).toString("utf8")));
  await new Promise((resolve) => socket.once("open", resolve));
  for (const frame of frames) socket.send(frame);
  const code = await Promise.race([
    new Promise<number>((resolve) => socket.once("close", resolve)),
    new Promise<number>((resolve) => setTimeout(() => resolve(0), 2000)),
  ]);
  socket.terminate();
  return { received, code };
}

const CONNECT = JSON.stringify({
  type: "Connect",
  sessionId: "5e55e55e-0000-4000-8000-000000000001",
  connectionCount: 0,
  lastCloseReason: null,
  clientTs: 0,
});

const DEEP = "[".repeat(50_000) + "]".repeat(50_000);

describe("recorded exchanges", () => {
  test.each(RECORDED)("[runtime:sync:transcripts] %s is answered as recorded", async (file) => {
    const recorded = JSON.parse(readFileSync(join(GOLDEN, file), "utf8")) as Transcript;
    const fresh = await startRuntime();
    const heard = await replay(fresh.address.url, recorded);
    expect(heard.map(normalise)).toEqual(
      recorded.frames.filter(({ from }) => from === "server").map(({ frame }) => normalise(frame)),
    );
    await fresh.stop();
  });
});

describe("frames that are not what they should be", () => {
  test.each([
    ["not JSON", ["{"]],
    ["not an object", ["[1]"]],
    ["an unknown type", [CONNECT, '{"type":"Dance"}']],
    ["a request before Connect", ['{"type":"Mutation","requestId":0,"udfPath":"a:b","args":[{}]}']],
    [
      "a session id that is no uuid",
      [
        '{"type":"Connect","sessionId":"me","connectionCount":0,"lastCloseReason":null,"clientTs":0}',
      ],
    ],
    [
      "a fractional request id",
      [CONNECT, '{"type":"Mutation","requestId":0.5,"udfPath":"a:b","args":[{}]}'],
    ],
    [
      "a wrong base version",
      [CONNECT, '{"type":"ModifyQuerySet","baseVersion":7,"newVersion":8,"modifications":[]}'],
    ],
    [
      "a query id twice",
      [
        CONNECT,
        '{"type":"ModifyQuerySet","baseVersion":0,"newVersion":1,"modifications":[{"type":"Add","queryId":0,"udfPath":"a:b","args":[{}]},{"type":"Add","queryId":0,"udfPath":"a:b","args":[{}]}]}',
      ],
    ],
    ["a newest timestamp that is none", [CONNECT.replace("}", ',"maxObservedTimestamp":"soon"}')]],
    ...(["Mutation", "Action"] as const).map((type): [string, string[]] => [
      `arguments of an ${type} nested without end`,
      [CONNECT, `{"type":"${type}","requestId":0,"udfPath":"a:b","args":[{"a":${DEEP}}]}`],
    ]),
    [
      "a component path",
      [
        CONNECT,
        '{"type":"Mutation","requestId":0,"udfPath":"a:b","args":[{}],"componentPath":"child"}',
      ],
    ],
  ])(
    "[runtime:sync:malformed] %s ends that socket with a reason and no other",
    async (_what, frames) => {
      const { received, code } = await exchange(frames);
      expect(code).toBe(1011);
      expect(JSON.parse(received.at(-1) ?? "{}")).toMatchObject({
        type: "FatalError",
        error: expect.any(String) as string,
      });
      expect((await fetch(`${runtime.address.url}/version`)).status).toBe(200);
    },
  );

  test("[runtime:sync:malformed] a frame that is not text ends that socket with a reason", async () => {
    const socket = new Socket(`${runtime.address.url.replace("http", "ws")}/api/1.48.0/sync`);
    await once(socket, "open");
    socket.send(Buffer.from([1, 2, 3]));
    const [code, reason] = (await once(socket, "close")) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1003, "Text frames only"]);
    expect((await fetch(`${runtime.address.url}/version`)).status).toBe(200);
  });

  test("a path with .js is the same function, and arguments that do not fit fail that call alone", async () => {
    const { received } = await exchange(
      [
        CONNECT,
        '{"type":"Mutation","requestId":0,"udfPath":"messages.js:send","args":[{"channel":"js","body":"b"}]}',
        '{"type":"Mutation","requestId":1,"udfPath":"messages:send","args":[{"$bad":1}]}',
      ],
      "/api/sync",
    );
    const answers = received
      .map((frame) => JSON.parse(frame) as { type: string; success?: boolean })
      .filter(({ type }) => type === "MutationResponse");
    expect(answers.map(({ success }) => success)).toEqual([true, false]);
  });

  test("[runtime:sync:exactly-once] a request that is sent again in the same session is answered from the first time", async () => {
    const frames = [
      CONNECT,
      '{"type":"Mutation","requestId":5,"udfPath":"messages:send","args":[{"channel":"once","body":"b"}]}',
    ];
    const first = await exchange(frames);
    const second = await exchange(frames);
    const result = (received: string[]) =>
      received
        .map((frame) => JSON.parse(frame) as { type: string; result?: unknown })
        .find(({ type }) => type === "MutationResponse")?.result;
    expect(result(second.received)).toBe(result(first.received));
    const listed = await fetch(`${runtime.address.url}/api/query`, {
      method: "POST",
      body: JSON.stringify({ path: "messages:list", args: { channel: "once" } }),
    });
    expect(((await listed.json()) as { value: unknown[] }).value).toHaveLength(1);
  });

  test("[runtime:sync:rust-failure] a failed mutation is followed by a transition, which the Rust client waits for", async () => {
    const { received } = await exchange([
      CONNECT,
      '{"type":"Mutation","requestId":0,"udfPath":"messages:fail","args":[{}]}',
    ]);
    expect(received.map((frame) => (JSON.parse(frame) as { type: string }).type)).toEqual([
      "MutationResponse",
      "Transition",
    ]);
  });
});

describe("large transitions", () => {
  test("[runtime:sync:chunks] reach npm clients in parts and others whole", async () => {
    const body = "x".repeat(900_000);
    for (let row = 0; row < 8; row++) {
      await fetch(`${runtime.address.url}/api/mutation`, {
        method: "POST",
        body: JSON.stringify({ path: "messages:send", args: { channel: "large", body } }),
      });
    }
    const client = new ConvexClient(runtime.address.url, { webSocketConstructor: WebSocket });
    const rows = (await client.query(makeFunctionReference<"query">("messages:list"), {
      channel: "large",
    })) as unknown[];
    expect(rows).toHaveLength(8);
    await client.close();
    const watch = [
      CONNECT,
      '{"type":"ModifyQuerySet","baseVersion":0,"newVersion":1,"modifications":[{"type":"Add","queryId":0,"udfPath":"messages:list","args":[{"channel":"large"}]}]}',
    ];
    const types = async (path: string) => [
      ...new Set(
        (await exchange(watch, path)).received.map(
          (frame) => (JSON.parse(frame) as { type: string }).type,
        ),
      ),
    ];
    expect(await types("/api/1.48.0/sync")).toEqual(["TransitionChunk"]);
    expect(await types("/api/sync")).toEqual(["Transition"]);
    expect(await types("/api/1.27.0/sync")).toEqual(["Transition"]);
  });
});

describe("HTTP", () => {
  const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(runtime.address.url + path, { method: "POST", body, headers });

  test("[runtime:http:formats] values are clean by default and lossless on request, whole floats with a fraction", async () => {
    await post(
      "/api/mutation",
      JSON.stringify({ path: "messages:send", args: [{ channel: "http", body: "b" }] }),
    );
    const args = { channel: "http", paginationOpts: { numItems: 1, cursor: null } };
    const lossless = await (
      await post(
        "/api/query",
        JSON.stringify({ path: "messages:page", args, format: "convex_encoded_json" }),
      )
    ).text();
    expect(lossless).toMatch(/"_creationTime":\d+\.\d+/);
    const failed = (await (
      await post(
        "/api/mutation",
        JSON.stringify({ path: "messages:fail", args: {}, format: "json" }),
      )
    ).json()) as unknown;
    expect(failed).toMatchObject({ status: "error", errorData: { code: "nope", big: "5" } });
    const got = await fetch(
      `${runtime.address.url}/api/query?path=messages:list&args=${encodeURIComponent('{"channel":"http"}')}`,
    );
    expect(await got.json()).toMatchObject({ status: "success", value: [{ body: "b" }] });
    expect(
      await (await post("/api/run/messages/list", '{"args":{"channel":"http"}}')).json(),
    ).toMatchObject({ status: "success" });
  });

  test("[runtime:http:bad-input] bad bodies, routes and tokens are refused with a code", async () => {
    const cases: [Response, number, string][] = [
      [await post("/api/query", "{"), 400, "BadJsonBody"],
      [await post("/api/query", "{}"), 400, "BadJsonBody"],
      [await post("/api/query", '{"path":"a:b","args":"x"}'), 400, "BadArgs"],
      [await post("/api/query", '{"path":"a:b","args":[{},{}]}'), 400, "BadArgs"],
      [await post("/api/action", `{"path":"a:b","args":{"a":${DEEP}}}`), 400, "BadArgs"],
      [await post("/api/query_batch", '{"queries":5}'), 400, "BadJsonBody"],
      [await post("/api/run/%zz/list", "{}"), 400, "BadPath"],
      [
        await post("/api/query", '{"path":"a:b","args":{},"format":"xml"}'),
        400,
        "UnsupportedFormat",
      ],
      [
        await post("/api/query", '{"path":"a:b","args":{}}', { authorization: "Basic x" }),
        401,
        "InvalidAuthHeader",
      ],
      [await fetch(`${runtime.address.url}/api/nothing`), 404, "NotFound"],
      [await post("/api/query", " ".repeat(21 << 20)), 413, "PayloadTooLarge"],
    ];
    for (const [response, status, code] of cases) {
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        status,
        code,
      ]);
    }
  });

  test.each([
    "GET // HTTP/1.1\r\nHost: x",
    "GET / HTTP/1.1\r\nHost: [",
    "GET * HTTP/1.1\r\nHost: :x:",
  ])(
    "[runtime:http:bad-input] %j, which makes no address, is refused and ends nothing",
    async (head) => {
      for (const at of [runtime.address.url, runtime.address.siteUrl]) {
        const socket = createConnection(Number(new URL(at).port), "127.0.0.1");
        socket.write(`${head}\r\nConnection: close\r\n\r\n`);
        const chunks = (await socket.toArray()) as Buffer[];
        expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 40[04]/);
      }
      expect((await fetch(`${runtime.address.url}/version`)).status).toBe(200);
    },
  );

  test("a consistent read asks for a timestamp first, and many queries are answered at once", async () => {
    const { ts } = (await (await post("/api/query_ts", "")).json()) as { ts: string };
    const list = { path: "messages:list", args: { channel: "none" } };
    const read = await post("/api/query_at_ts", JSON.stringify({ ...list, ts }));
    expect(await read.json()).toEqual({ status: "success", value: [] });
    const many = await post("/api/query_batch", JSON.stringify({ queries: [list, list] }));
    expect(await many.json()).toEqual({
      results: [
        { status: "success", value: [] },
        { status: "success", value: [] },
      ],
    });
  });

  test("a tagged value that is none is refused, and what is wrong with it is said", async () => {
    const args = { channel: { $integer: "AAAA" } };
    const reply = await post("/api/query", JSON.stringify({ path: "messages:list", args }));
    expect(await reply.json()).toMatchObject({
      status: "error",
      errorMessage: expect.stringContaining("Received 3 bytes, expected 8 for $integer") as string,
    });
  });

  test("any origin may call, as on Convex, and preflights are answered", async () => {
    const preflight = await fetch(`${runtime.address.url}/api/query`, {
      method: "OPTIONS",
      headers: { origin: "https://app.test", "access-control-request-headers": "x-one" },
    });
    expect([
      preflight.status,
      preflight.headers.get("access-control-allow-origin"),
      preflight.headers.get("access-control-allow-headers"),
    ]).toEqual([200, "https://app.test", "x-one"]);
  });

  test("[runtime:life:metrics] health and figures are there for machines", async () => {
    expect(await (await fetch(`${runtime.address.url}/health`)).json()).toEqual({ status: "ok" });
    const figures = await eventually(
      async () => (await fetch(`${runtime.address.url}/metrics`)).text(),
      (text) => text.includes("convex_local_mutations"),
    );
    for (const name of ["queries", "cache_hits", "sockets", "watches", "engine_restarts"])
      expect(figures).toContain(`convex_local_${name} `);
    // How long functions took, as a histogram a kind.
    expect(figures).toMatch(/convex_local_function_ms_bucket\{kind="mutation",le="\+Inf"\} [1-9]/);
    expect(figures).toMatch(/convex_local_function_ms_sum\{kind="mutation"\} \d/);
  });
});
