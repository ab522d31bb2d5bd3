/** The engine's thread: one message in, one message out. All work is in host.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { CorruptData } from "../storage/storage.ts";
import { onAccountOf, shareNotes, SharedNote, STORAGE } from "./culprit.ts";
import { BadRequest } from "./errors.ts";
import { Host } from "./host.ts";
import type { FromEngine, ToEngine } from "./messages.ts";
import { errorParts } from "./stack.ts";

if (parentPort === null) throw new Error("worker.ts runs as a worker thread only; start main.ts.");
const port = parentPort;
const note = new SharedNote((workerData as { memory: SharedArrayBuffer }).memory);
shareNotes(note);

let host: Host | undefined;
let broken = false;

function send(message: FromEngine): void {
  port.postMessage(message);
}

function refusal(error: unknown): { message: string; code: string; status: number } {
  if (error instanceof BadRequest)
    return { message: error.message, code: error.code, status: error.status };
  if (error instanceof CorruptData)
    return { message: error.message, code: "CorruptData", status: 500 };
  return { message: errorParts(error).message, code: "InternalServerError", status: 500 };
}

async function answer(message: ToEngine & { type: "request" }): Promise<unknown> {
  if (message.operation === "open") {
    host = new Host(
      message.argument,
      {
        stale: (watches, ts) => send({ type: "stale", watches, ts }),
        log: (entry) => send({ type: "log", ...entry }),
        // The front starts a new thread, which reads what is really in the file.
        broken: (error) =>
          setImmediate(() => {
            broken = true;
            note.write(STORAGE);
            throw error;
          }),
      },
      Date.now,
    );
    return null;
  }
  if (host === undefined) throw new BadRequest("NotReady", "The engine is not open yet.", 503);
  const handler = host.handlers[message.operation] as (argument: unknown) => Promise<unknown>;
  return handler(message.argument);
}

port.on("message", (message: ToEngine) => {
  if (message.type === "release") {
    host?.engine.release(message.watches);
    return;
  }
  onAccountOf(`call:${message.id}`, async () => answer(message)).then(
    (value) => send({ type: "reply", id: message.id, value }),
    (error: unknown) => send({ type: "refused", id: message.id, ...refusal(error) }),
  );
});

function report(path: string, error: unknown): void {
  send({ type: "log", path, kind: "runtime", lines: [], error: errorParts(error).message });
}

// Neither a promise of user code that nobody awaited nor what its timers and sockets throw must
// end the engine: the data is in transactions that they cannot reach.
process.on("unhandledRejection", (error) => report("(unawaited promise)", error));
process.on("uncaughtException", (error) => {
  if (broken) throw error;
  report("(uncaught error)", error);
});

// The watchdog in the main thread looks at this number; a turn that never ends stops it.
setInterval(() => note.beat(), 250);
