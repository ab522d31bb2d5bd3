/** Recorded exchanges: how they are replayed, and what in them may differ from run to run. */
import { WebSocket } from "ws";
import { isObject, type Json } from "../src/values/json.ts";

export interface Frame {
  readonly from: "client" | "server";
  readonly frame: Json;
}

export interface Transcript {
  readonly client: string;
  readonly path: string;
  readonly frames: readonly Frame[];
}

const VOLATILE = new Set([
  "_id",
  "_creationTime",
  "ts",
  "serverTs",
  "clientClockSkew",
  "maxObservedTimestamp",
  "clientTs",
]);

/** Times and ids differ between runs by nature; request ids sit inside texts. */
export function normalise(value: Json): Json {
  if (typeof value === "string")
    return value
      .replace(/\[Request ID: [0-9a-f]{16}\]/, "[Request ID]")
      .replace(/^[0-9a-hjkmnp-tv-z]{31,37}$/, "<id>");
  if (Array.isArray(value)) return value.map(normalise);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      VOLATILE.has(name) ? `<${name}>` : normalise(each),
    ]),
  );
}

/** Sends each client frame when everything recorded before it has been heard. */
export async function replay(url: string, transcript: Transcript): Promise<Json[]> {
  const socket = new WebSocket(url.replace("http", "ws") + transcript.path);
  const heard: Json[] = [];
  let wake: () => void = () => undefined;
  socket.on("message", (data) => {
    const frame = JSON.parse((data as Buffer).toString("utf8")) as Json;
    if (!isObject(frame) || frame["type"] !== "Ping") heard.push(frame);
    wake();
  });
  await new Promise((resolve) => socket.once("open", resolve));
  let expected = 0;
  for (const { from, frame } of [...transcript.frames, { from: "end" as const, frame: null }]) {
    if (from === "server") {
      expected += 1;
      continue;
    }
    const end = performance.now() + 5000;
    while (heard.length < expected && performance.now() < end) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 100);
      });
    }
    if (from === "client") socket.send(JSON.stringify(frame));
  }
  socket.terminate();
  return heard;
}
