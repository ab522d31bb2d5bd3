/** The official clients, unmodified, against a real process. */
import { execFile, spawn } from "node:child_process";
import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { FIXTURES } from "./in_process.ts";
import type { RuntimeProcess } from "./runtime_process.ts";
import { eventually, startRuntime } from "./runtime_process.ts";

const PYTHON = join(import.meta.dirname, "..", "..", ".venv", "bin", "python");
const f = (module: string, name: string): never =>
  makeFunctionReference<"query">(`${module}:${name}`) as never;

interface Message {
  readonly _id: string;
  readonly body: string;
}

const clients: ConvexClient[] = [];

function connect(url: string): ConvexClient {
  const client = new ConvexClient(url, { webSocketConstructor: WebSocket, verbose: false });
  clients.push(client);
  return client;
}

function follow(client: ConvexClient, channel: string): { latest: () => string[] | undefined } {
  let latest: string[] | undefined;
  client.onUpdate(f("messages", "list"), { channel } as never, (messages: Message[]) => {
    latest = messages.map((message) => message.body);
  });
  return { latest: () => latest };
}

let runtime: RuntimeProcess;
beforeAll(async () => {
  runtime = await startRuntime();
});
afterAll(async () => runtime.stop());
afterEach(async () => {
  await Promise.all(clients.splice(0).map(async (client) => client.close()));
});

describe("the JavaScript client", () => {
  test("[runtime:clients:live] sees its own writes when the promise resolves, and others' writes live", async () => {
    const writer = connect(runtime.address.url);
    const reader = connect(runtime.address.url);
    const mine = follow(writer, "live");
    const theirs = follow(reader, "live");
    await eventually(theirs.latest, (seen) => seen?.length === 0);
    await eventually(mine.latest, (seen) => seen?.length === 0);
    await writer.mutation(f("messages", "send"), { channel: "live", body: "one" } as never);
    expect(mine.latest()).toEqual(["one"]);
    await eventually(theirs.latest, (seen) => seen?.[0] === "one");
  });

  test("[runtime:clients:errors] gets ConvexError data, plain errors, and failed queries that do not end the socket", async () => {
    const client = connect(runtime.address.url);
    const failed = await client
      .mutation(f("messages", "fail"), {} as never)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ConvexError);
    expect((failed as ConvexError<never>).data).toEqual({ code: "nope", big: 5n });
    await expect(client.mutation(f("messages", "plainFail"), {} as never)).rejects.toThrow(
      /Server Error\nUncaught Error: boom/,
    );
    await expect(client.query(f("messages", "failingQuery"), {} as never)).rejects.toThrow(
      "query says no",
    );
    expect(await client.query(f("messages", "list"), { channel: "failed" } as never)).toEqual([]);
  });

  test("actions and the HTTP client work against the same data", async () => {
    const client = connect(runtime.address.url);
    expect(
      await client.action(f("messages", "fanOut"), { channel: "act", bodies: ["a", "b"] } as never),
    ).toBe(2);
    const http = new ConvexHttpClient(runtime.address.url);
    const listed: Message[] = await http.query(f("messages", "list"), { channel: "act" } as never);
    expect(listed.map((message) => message.body)).toEqual(["a", "b"]);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- clients that use it must be answered.
    const consistent: Message[] = await http.consistentQuery(f("messages", "list"), {
      channel: "act",
    } as never);
    expect(consistent).toHaveLength(2);
  });

  test("[runtime:clients:restart] survives a restart: resubscribes, and delivers what was queued exactly once", async () => {
    const own = await startRuntime();
    const client = connect(own.address.url);
    const seen = follow(client, "restart");
    await eventually(seen.latest, (latest) => latest?.length === 0);
    await own.kill();
    const queued = client.mutation(f("messages", "send"), {
      channel: "restart",
      body: "queued",
    } as never);
    await own.start();
    await queued;
    await eventually(seen.latest, (latest) => latest?.length === 1);
    await own.stop();
  });
});

describe("reactive pages", () => {
  test("[runtime:pagination:journal] a page keeps its end while rows come and go inside it", async () => {
    const client = connect(runtime.address.url);
    for (const body of ["1", "2", "3", "4"])
      await client.mutation(f("messages", "send"), { channel: "page", body } as never);
    let latest: { page: Message[]; continueCursor: string } | undefined;
    client.onUpdate(
      f("messages", "page"),
      { channel: "page", paginationOpts: { numItems: 2, cursor: null, id: 1 } } as never,
      (page: typeof latest) => (latest = page),
    );
    const first = await eventually(
      () => latest,
      (page) => page !== undefined,
    );
    expect(first?.page.map((message) => message.body)).toEqual(["4", "3"]);
    await client.mutation(f("messages", "send"), { channel: "page", body: "5" } as never);
    const grown = await eventually(
      () => latest,
      (page) => page?.page.length === 3,
    );
    expect(grown?.page.map((message) => message.body)).toEqual(["5", "4", "3"]);
    expect(grown?.continueCursor).toBe(first?.continueCursor);
    const next: { page: Message[] } = await client.query(f("messages", "page"), {
      channel: "page",
      paginationOpts: { numItems: 5, cursor: first?.continueCursor ?? null },
    } as never);
    expect(next.page.map((message) => message.body)).toEqual(["2", "1"]);
  });

  test("a cursor of another query is refused in the way the client resets on", async () => {
    const http = new ConvexHttpClient(runtime.address.url);
    const failed = await http
      .query(f("messages", "page"), {
        channel: "page",
        paginationOpts: { numItems: 1, cursor: "bad.k00" },
      } as never)
      .catch((error: unknown) => error);
    expect((failed as ConvexError<never>).data).toEqual({
      isConvexSystemError: true,
      paginationError: "InvalidCursor",
    });
  });
});

describe("the Python clients", () => {
  test("[runtime:clients:python] subscribe, mutate, act and fail over socket and HTTP", async () => {
    const { stdout } = await promisify(execFile)(
      PYTHON,
      [join(import.meta.dirname, "python_client.py"), runtime.address.url],
      {
        timeout: 25_000,
      },
    );
    const seen = JSON.parse(stdout) as Record<string, unknown>;
    expect(seen).toMatchObject({
      http: ["over http"],
      httpAction: 2,
      httpError: { data: { code: "nope", big: expect.anything() as unknown } },
      updates: [1, 2],
      socketError: { data: { code: "nope" } },
      action: 1,
    });
    expect((seen["socketPlain"] as { text: string }).text).toContain("boom");
  });
});

describe("identity", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "ES256", use: "sig" };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = (claims: Record<string, unknown>, kid = "k1") => {
    const signed = `${encode({ alg: "ES256", kid, typ: "JWT" })}.${encode({ iss: "https://issuer.test", aud: "app", sub: "user-1", exp: Math.floor(Date.now() / 1000) + 60, ...claims })}`;
    return `${signed}.${createSign("sha256").update(signed).sign({ key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
  };
  let own: RuntimeProcess;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "convex-local-env-"));
    const file = join(folder, "env");
    writeFileSync(
      file,
      `AUTH_JWKS='data:application/json,${encodeURIComponent(JSON.stringify({ keys: [jwk] }))}'\n`,
    );
    own = await startRuntime({ fixture: "kitchen", args: ["--env-file", file] });
  });
  afterAll(async () => {
    await own.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("[runtime:auth:custom-jwt] a signed token becomes the identity on every door", async () => {
    const client = connect(own.address.url);
    client.setAuth(async () => Promise.resolve(token({ org: { id: "o1" }, email: "a@b.c" })));
    const wanted = {
      subject: "user-1",
      issuer: "https://issuer.test",
      tokenIdentifier: "https://issuer.test|user-1",
      email: "a@b.c",
      "org.id": "o1",
    };
    await eventually(
      async () => client.query(f("rules", "identity"), {} as never) as Promise<object | null>,
      (seen) => seen !== null,
    );
    expect(await client.query(f("rules", "identity"), {} as never)).toEqual(wanted);
    const http = new ConvexHttpClient(own.address.url);
    http.setAuth(token({}));
    expect(await http.query(f("rules", "identity"), {})).toMatchObject({ subject: "user-1" });
    const me = await fetch(`${own.address.siteUrl}/me`, {
      headers: { authorization: `Bearer ${token({})}` },
    });
    expect(await me.json()).toMatchObject({ subject: "user-1" });
  });

  test("[runtime:clients:python] they sign in, and go on where they were when the runtime is killed and back", async () => {
    const script = [join(import.meta.dirname, "python_client.py"), own.address.url, token({})];
    const python = spawn(PYTHON, script, { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
    expect(await lines.next()).toMatchObject({ value: "subscribed" });
    await own.restart();
    const http = new ConvexHttpClient(own.address.url);
    const note = { title: "after the restart", body: "python", shelf: "p" };
    await http.mutation(f("notes", "add"), note as never);
    python.stdin.end("on\n");
    const { value } = (await lines.next()) as { value: string };
    const identity = expect.objectContaining({ subject: "user-1" }) as unknown;
    expect(JSON.parse(value)).toEqual({
      before: identity,
      first: [],
      live: ["after the restart"],
      own: expect.arrayContaining(["after the restart", "mine"]) as unknown,
      after: identity,
      http: identity,
      refused: { text: expect.stringContaining("malformed") as unknown },
    });
  });

  test("[runtime:auth:refused] bad, foreign and expired tokens are refused with a reason", async () => {
    const http = new ConvexHttpClient(own.address.url);
    for (const bad of [
      token({ exp: 1000 }),
      token({ iss: "https://other.test" }),
      token({}, "k2"),
      token({ aud: "x" }),
      "not.a.token",
      `${token({}).slice(0, -6)}AAAAAA`,
    ]) {
      http.setAuth(bad);
      await expect(http.query(f("rules", "identity"), {})).rejects.toThrow();
    }
    const refused = await fetch(`${own.address.url}/api/query`, {
      method: "POST",
      headers: { authorization: `Bearer ${token({ exp: 1000 })}` },
      body: JSON.stringify({ path: "rules:identity", args: {} }),
    });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({
      code: "InvalidAuthHeader",
      message: expect.stringContaining("expired") as string,
    });
  });

  test("[runtime:auth:recovers] a client whose token is refused fetches a new one and goes on", async () => {
    const client = connect(own.address.url);
    const asked: boolean[] = [];
    client.setAuth(async ({ forceRefreshToken }) => {
      asked.push(forceRefreshToken);
      return Promise.resolve(forceRefreshToken ? token({ sub: "fresh" }) : token({ exp: 1000 }));
    });
    const seen = await eventually(
      async () =>
        client.query(f("rules", "identity"), {} as never) as Promise<{ subject: string } | null>,
      (identity) => identity !== null,
    );
    expect(seen).toMatchObject({ subject: "fresh" });
    expect(asked).toContain(true);
  });

  test("[runtime:auth:admin] the admin key runs internal functions and acts as a user", async () => {
    const call = async (key: string) =>
      fetch(`${own.address.url}/api/function`, {
        method: "POST",
        headers: { authorization: `Convex ${key}` },
        body: JSON.stringify({ path: "rules:secret", args: {} }),
      });
    expect(await (await call(own.address.adminKey)).json()).toMatchObject({
      status: "success",
      value: "secret",
    });
    expect((await call("wrong|key")).status).toBe(401);
    const acting = Buffer.from(JSON.stringify({ subject: "s", issuer: "i" })).toString("base64");
    const response = await fetch(`${own.address.url}/api/query`, {
      method: "POST",
      headers: { authorization: `Convex ${own.address.adminKey}:${acting}` },
      body: JSON.stringify({ path: "rules:identity", args: {} }),
    });
    expect(await response.json()).toMatchObject({
      value: { subject: "s", tokenIdentifier: "i|s" },
    });
  });

  test("[runtime:environment:change] the admin key changes environment variables, and watched queries see it at once", async () => {
    const client = connect(own.address.url);
    let latest: unknown = "not yet";
    client.onUpdate(
      f("rules", "environment"),
      { name: "COLOUR" } as never,
      (value) => (latest = value),
    );
    await eventually(
      () => latest,
      (seen) => seen === null,
    );
    const change = async (key: string) =>
      fetch(`${own.address.url}/api/update_environment_variables`, {
        method: "POST",
        headers: { authorization: `Convex ${key}` },
        body: JSON.stringify({ changes: [{ name: "COLOUR", value: "blue" }] }),
      });
    expect((await change("wrong|key")).status).toBe(401);
    expect((await change(own.address.adminKey)).status).toBe(200);
    await eventually(
      () => latest,
      (seen) => seen === "blue",
    );
  });

  test("[runtime:http:actions] routes answer on the site port and under /http, with their own status and headers", async () => {
    for (const base of [own.address.siteUrl, `${own.address.url}/http`]) {
      const response = await fetch(`${base}/echo/a%20b?q=1`, { method: "POST", body: "hello" });
      expect([response.status, response.headers.get("x-path"), await response.text()]).toEqual([
        202,
        "/echo/a%20b",
        "hello",
      ]);
    }
    expect(await (await fetch(`${own.address.siteUrl}/nowhere`)).text()).toBe(
      "No matching routes found",
    );
    const boom = await fetch(`${own.address.siteUrl}/boom`);
    expect([boom.status, JSON.stringify(await boom.json())]).toEqual([
      500,
      expect.stringContaining("http went wrong") as string,
    ]);
  });

  test("[runtime:files:round-trip] an uploaded file is served with type, digest and ranges until it is deleted", async () => {
    const http = new ConvexHttpClient(own.address.url);
    const uploadUrl: string = await http.mutation(f("files", "uploadUrl"), {});
    const upload = await fetch(uploadUrl, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: "0123456789",
    });
    const { storageId } = (await upload.json()) as { storageId: string };
    const sha256 = createHash("sha256").update("0123456789").digest("base64");
    expect(await http.query(f("files", "metadata"), { id: storageId } as never)).toMatchObject({
      size: 10,
      contentType: "text/plain",
      sha256,
    });
    const url: string = await http.query(f("files", "url"), { id: storageId } as never);
    const part = await fetch(url, { headers: { range: "bytes=2-4" } });
    expect([
      part.status,
      await part.text(),
      part.headers.get("content-range"),
      part.headers.get("content-type"),
    ]).toEqual([206, "234", "bytes 2-4/10", "text/plain"]);
    expect((await fetch(url, { headers: { range: "bytes=20-" } })).status).toBe(416);
    expect(
      (
        await fetch(`${own.address.url}/api/storage/upload?token=0.bad`, {
          method: "POST",
          body: "x",
        })
      ).status,
    ).toBe(401);
    await http.mutation(f("files", "remove"), { id: storageId } as never);
    expect(await http.query(f("files", "url"), { id: storageId } as never)).toBe(null);
    expect((await fetch(url)).status).toBe(404);
  });

  test("[runtime:life:stall] a function that never pauses is answered with an error while sockets stay", async () => {
    const slow = await startRuntime({ fixture: "kitchen", args: ["--stall-seconds", "0.7"] });
    const client = connect(slow.address.url);
    let updates = 0;
    client.onUpdate(f("notes", "find"), { words: "x" } as never, () => (updates += 1));
    await eventually(
      () => updates,
      (count) => count === 1,
    );
    await expect(client.mutation(f("rules", "spin"), { seconds: 0 } as never)).rejects.toThrow(
      "timed out",
    );
    expect(
      await client.mutation(f("notes", "add"), {
        title: "after",
        body: "x marks",
        shelf: "s",
      } as never),
    ).toEqual(expect.any(String));
    await expect(client.query(f("rules", "spinQuery"), {} as never)).rejects.toThrow("timed out");
    expect(await client.query(f("notes", "find"), { words: "marks" } as never)).toEqual(["after"]);
    expect(client.connectionState().connectionCount).toBe(1);
    await slow.stop();
  });
});

describe("production mode", () => {
  test("[runtime:functions:redaction] plain errors and log lines stay inside, the data of ConvexErrors goes out", async () => {
    const hidden = await startRuntime({ fixture: "kitchen", args: ["--redact"] });
    const client = connect(hidden.address.url);
    const failed = await client
      .query(f("rules", "returnsWrong"), {} as never)
      .catch((error: unknown) => String(error));
    expect(failed).toMatch(/\[Request ID: [0-9a-f]{16}\] Server Error$/m);
    expect(failed).not.toContain("Validation");
    const told = await client.query(f("rules", "deepError"), {} as never).catch((e: unknown) => e);
    expect((told as ConvexError<never>).data).toEqual({ code: "a.b", list: [1n, 2.5, null] });
    const call = async (path: string) => {
      const body = JSON.stringify({ path, args: {} });
      const reply = await fetch(`${hidden.address.url}/api/function`, { method: "POST", body });
      return (await reply.json()) as unknown;
    };
    expect(await call("rules:returnsWrong")).toEqual({
      status: "error",
      errorMessage: expect.stringMatching(/^\[Request ID: [0-9a-f]{16}\] Server Error$/) as string,
    });
    expect(await call("rules:logs")).toEqual({ status: "success", value: null });
    expect(await call("rules:deepError")).toMatchObject({ errorData: { code: "a.b" } });
    const boom = await fetch(`${hidden.address.siteUrl}/boom`);
    expect([boom.status, await boom.text()]).toEqual([
      500,
      expect.not.stringContaining("went wrong"),
    ]);
    expect(hidden.stderr).toContain("http went wrong");
    await hidden.stop();
  });
});

describe("life", () => {
  test("[runtime:life:full-disk] when there is room again, everything goes on: writes, what was kept, and live queries", async () => {
    const full = await startRuntime();
    const room = async (bytes: string) =>
      promisify(execFile)("prlimit", ["--pid", String(full.pid), `--fsize=${bytes}:unlimited`]);
    const http = new ConvexHttpClient(full.address.url);
    const send = async (body: string) =>
      http.mutation(f("messages", "send"), { channel: "full", body } as never);
    const live = follow(connect(full.address.url), "full");
    await send("before");
    await eventually(live.latest, (seen) => seen?.length === 1);
    await room("8192");
    for (let refused = 0; refused < 3; refused++) await expect(send("refused")).rejects.toThrow();
    await room("unlimited");
    await eventually(
      async () =>
        send("after").then(
          () => true,
          () => false,
        ),
      (kept) => kept,
    );
    expect(await eventually(live.latest, (seen) => seen?.length === 2)).toEqual([
      "before",
      "after",
    ]);
    expect(full.stderr).toContain("The data file cannot be written");
    await full.stop();
  });

  test("[runtime:life:uncaught] what a Node action throws unseen ends nothing, and one that leaves is answered", async () => {
    const kitchen = await startRuntime({ fixture: "kitchen" });
    const client = connect(kitchen.address.url);
    const note = { title: "kept", body: "words", shelf: "s" };
    await client.mutation(f("notes", "add"), note as never);
    expect(await client.action(f("in_node", "throwLater"), {} as never)).toBe("went on");
    await eventually(
      () => kitchen.stderr,
      (text) => text.includes("(uncaught error)] from a timer"),
    );
    await expect(client.action(f("in_node", "leave"), {} as never)).rejects.toThrow(
      "process.exit() would end the engine for everybody",
    );
    await expect(client.action(f("in_node", "leaveForReal"), {} as never)).rejects.toThrow(
      "The function ended the engine's thread: it exited with 3",
    );
    expect(await client.query(f("notes", "find"), { words: "words" } as never)).toEqual(["kept"]);
    expect(client.connectionState().connectionCount).toBe(1);
    await kitchen.stop();
  });

  test("[runtime:life:reload] new functions replace the old ones under open sockets; broken ones do not", async () => {
    const project = mkdtempSync(join(tmpdir(), "convex-local-project-"));
    cpSync(join(FIXTURES, "chat"), project, { recursive: true });
    const own = await startRuntime({ project });
    const client = connect(own.address.url);
    let latest: unknown;
    client.onUpdate(
      f("greet", "hello"),
      {} as never,
      (value) => (latest = value),
      () => (latest = "missing"),
    );
    await eventually(
      () => latest,
      (seen) => seen === "missing",
    );
    const source = (text: string) =>
      `import { queryGeneric } from "convex/server";\nexport const hello = queryGeneric({ args: {}, handler: async () => ${text} });\n`;
    writeFileSync(join(project, "convex", "greet.ts"), source('"first"'));
    await eventually(
      () => latest,
      (seen) => seen === "first",
    );
    writeFileSync(join(project, "convex", "greet.ts"), source('"broken'));
    await eventually(
      () => own.stderr,
      (text) => text.includes("the old ones keep serving"),
    );
    expect(await client.query(f("greet", "hello"), {} as never)).toBe("first");
    writeFileSync(join(project, "convex", "greet.ts"), source('"second"'));
    await eventually(
      () => latest,
      (seen) => seen === "second",
    );
    // As when a branch is checked out: the folder is another one.
    const functions = join(project, "convex");
    renameSync(functions, join(project, "before"));
    cpSync(join(project, "before"), functions, { recursive: true });
    writeFileSync(join(functions, "greet.ts"), source('"third"'));
    await eventually(
      () => latest,
      (seen) => seen === "third",
    );
    writeFileSync(join(functions, "greet.ts"), source('"fourth"'));
    await eventually(
      () => latest,
      (seen) => seen === "fourth",
    );
    expect(client.connectionState().connectionCount).toBe(1);
    await own.stop();
    rmSync(project, { recursive: true, force: true });
  });

  test("[runtime:life:shutdown] a signal ends the process cleanly and soon", async () => {
    const own = await startRuntime();
    const client = connect(own.address.url);
    await client.mutation(f("messages", "send"), { channel: "end", body: "kept" } as never);
    expect(await own.kill("SIGTERM")).toBe(0);
    await own.start();
    expect(await client.query(f("messages", "list"), { channel: "end" } as never)).toHaveLength(1);
    await own.stop();
  });

  test("[runtime:life:shutdown] also while a function holds the engine and would never let go", async () => {
    const busy = await startRuntime({ fixture: "kitchen", args: ["--stall-seconds", "2"] });
    const body = JSON.stringify({ path: "rules:spin", args: { seconds: 0 } });
    void fetch(`${busy.address.url}/api/mutation`, { method: "POST", body }).catch(() => undefined);
    const healthy = async () =>
      fetch(`${busy.address.url}/health`, { signal: AbortSignal.timeout(250) }).then(
        () => true,
        () => false,
      );
    await eventually(healthy, (well) => !well);
    expect(await busy.kill("SIGTERM")).toBe(0);
    await busy.stop();
  });
});
