/** Records the exchanges of the official clients anew: `node convex_local/test/record_transcripts.ts`. */
import { spawnSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { WebSocket, WebSocketServer } from "ws";
import type { Json } from "../src/values/json.ts";
import { startRuntime } from "./runtime_process.ts";
import type { Frame } from "./transcripts.ts";

const GOLDEN = join(import.meta.dirname, "transcripts");

async function record(name: string, drive: (url: string) => Promise<void>): Promise<void> {
  const runtime = await startRuntime();
  const frames: Frame[] = [];
  let path = "";
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (client, request) => {
    path = request.url ?? "";
    const upstream = new WebSocket(runtime.address.url.replace("http", "ws") + path);
    const early: string[] = [];
    const note = (from: Frame["from"], text: string) =>
      frames.push({ from, frame: JSON.parse(text) as Json });
    client.on("message", (data) => {
      const text = (data as Buffer).toString("utf8");
      note("client", text);
      if (upstream.readyState === WebSocket.OPEN) upstream.send(text);
      else early.push(text);
    });
    upstream.on("open", () => early.forEach((text) => upstream.send(text)));
    upstream.on("message", (data) => {
      const text = (data as Buffer).toString("utf8");
      note("server", text);
      client.send(text);
    });
    client.on("close", () => upstream.terminate());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await drive(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const kept = frames.filter(({ frame }) => (frame as { type: string }).type !== "Event");
  writeFileSync(
    join(GOLDEN, `${name}.json`),
    `${JSON.stringify({ client: name, path, frames: kept }, null, 2)}\n`,
  );
  server.closeAllConnections();
  server.close();
  await runtime.stop();
}

await record("javascript-1.48.0", async (url) => {
  const client = new ConvexClient(url, { webSocketConstructor: globalThis.WebSocket });
  const list = makeFunctionReference<"query">("messages:list");
  client.onUpdate(list, { channel: "g" }, () => undefined);
  await client.query(list, { channel: "g" });
  await client.mutation(makeFunctionReference<"mutation">("messages:send"), {
    channel: "g",
    body: "one",
  });
  await client
    .mutation(makeFunctionReference<"mutation">("messages:fail"), {})
    .catch(() => undefined);
  await client
    .mutation(makeFunctionReference<"mutation">("messages:plainFail"), {})
    .catch(() => undefined);
  await client.action(makeFunctionReference<"action">("messages:fanOut"), {
    channel: "h",
    bodies: ["a"],
  });
  await client
    .query(makeFunctionReference<"query">("messages:failingQuery"), {})
    .catch(() => undefined);
  await client.close();
});

await record("python-0.8.1", async (url) => {
  const script = `
from convex import ConvexClient
client = ConvexClient("${url}")
stream = iter(client.subscribe("messages:list", {"channel": "g"}))
next(stream)
client.mutation("messages:send", {"channel": "g", "body": "one"})
next(stream)
for name in ("fail", "plainFail"):
    try:
        client.mutation("messages:" + name, {})
    except Exception:
        pass
client.action("messages:fanOut", {"channel": "h", "bodies": ["a"]})
`;
  const python = join(import.meta.dirname, "..", "..", ".venv", "bin", "python");
  spawnSync(python, ["--version"]);
  await new Promise((resolve) =>
    spawn(python, ["-c", script], { stdio: "inherit" }).once("exit", resolve),
  );
});
process.exit(0);
