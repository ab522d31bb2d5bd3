/**
 * Memory that both threads see: a beat that shows the engine's loop turning, and a note of whose
 * code runs, so that when the beat stops the front knows whom to blame. Notes read `call:ID`,
 * `watch:ID`, `job:ID` or `cron:NAME`.
 */
import { AsyncLocalStorage } from "node:async_hooks";

const NOTE_BYTES = 256;
/** The note when no code is to blame but the disk. */
export const STORAGE = "storage";

export class SharedNote {
  readonly memory: SharedArrayBuffer;
  readonly #beat: Int32Array;
  readonly #note: Uint8Array;

  constructor(memory = new SharedArrayBuffer(8 + NOTE_BYTES)) {
    this.memory = memory;
    this.#beat = new Int32Array(memory, 0, 2);
    this.#note = new Uint8Array(memory, 8, NOTE_BYTES);
  }

  beat(): void {
    Atomics.add(this.#beat, 0, 1);
  }

  get beats(): number {
    return Atomics.load(this.#beat, 0);
  }

  write(text: string): void {
    const { written } = new TextEncoder().encodeInto(text, this.#note);
    Atomics.store(this.#beat, 1, written);
  }

  read(): string {
    return Buffer.from(this.#note.slice(0, Atomics.load(this.#beat, 1))).toString("utf8");
  }
}

const origins = new AsyncLocalStorage<string>();
let shared: SharedNote | undefined;

export function shareNotes(note: SharedNote): void {
  shared = note;
}

/** Everything that runs inside is on this origin's account. */
export function onAccountOf<T>(origin: string, work: () => T): T {
  return origins.run(origin, () => {
    noteOrigin();
    return work();
  });
}

/** Called whenever user code is about to run. */
export function noteOrigin(): void {
  shared?.write(origins.getStore() ?? "");
}
