/**
 * Brings chunks into memory before they are shown, nearest first. A chunk enters the picture only
 * when it is here, so its address never changes under a mounted video.
 */
export type LoadState = "loading" | "loaded" | "direct";

export type Fetched = { done: Promise<unknown>; free: () => void };
export type FetchChunk = (url: string, onBytes: (loaded: number) => void) => Fetched;

export type LoaderOptions = {
  fetchChunk: FetchChunk;
  onChange: () => void;
  bytesMax?: number;
  parallel?: number;
};

type Entry = { state: LoadState; bytes: number; free: () => void };

export class ChunkLoader {
  readonly #options: Required<LoaderOptions>;
  readonly #entries = new Map<string, Entry>();
  #queue: string[] = [];
  #running = 0;
  #closed = false;

  constructor(options: LoaderOptions) {
    this.#options = { bytesMax: 64 * 1024 * 1024, parallel: 2, ...options };
  }

  /** Loaded, or not to be loaded: either way the player may show it. */
  isReady(url: string): boolean {
    const state = this.#entries.get(url)?.state;
    return state === "loaded" || state === "direct";
  }

  stateOf(url: string): LoadState | null {
    return this.#entries.get(url)?.state ?? null;
  }

  /** Says which chunks are wanted, most urgent first. Replaces what was wanted before. */
  want(urls: readonly string[]): void {
    this.#closed = false;
    this.#queue = urls.filter((url) => !this.#entries.has(url));
    this.#pump();
  }

  drop(url: string): void {
    const entry = this.#entries.get(url);
    if (!entry) return;
    this.#entries.delete(url);
    entry.free();
  }

  close(): void {
    this.#closed = true;
    this.#queue = [];
    for (const url of [...this.#entries.keys()]) this.drop(url);
  }

  get #bytes(): number {
    let bytes = 0;
    for (const entry of this.#entries.values()) bytes += entry.bytes;
    return bytes;
  }

  #pump(): void {
    while (this.#running < this.#options.parallel) {
      const url = this.#queue.shift();
      if (url === undefined) return;
      if (this.#bytes >= this.#options.bytesMax) this.#leave(url);
      else this.#start(url);
    }
  }

  /** Past the limit, the player streams the rest from the store as it comes to it. */
  #leave(url: string): void {
    this.#entries.set(url, { state: "direct", bytes: 0, free: () => undefined });
    this.#options.onChange();
  }

  #start(url: string): void {
    const entry: Entry = { state: "loading", bytes: 0, free: () => undefined };
    this.#entries.set(url, entry);
    this.#running += 1;
    const fetched = this.#options.fetchChunk(url, (loaded) => {
      entry.bytes = loaded;
    });
    entry.free = fetched.free;
    fetched.done
      .then(
        () => {
          entry.state = "loaded";
        },
        () => {
          // The player tries by itself, and says so when the chunk cannot be had at all.
          entry.state = "direct";
        },
      )
      .finally(() => {
        this.#running -= 1;
        if (this.#closed) return;
        this.#options.onChange();
        this.#pump();
      });
  }
}
