/**
 * Carries the picture from what is shown to what is wanted, one swap at a time. Outside React, so
 * that the order of its steps is its own; the player draws its snapshot.
 *
 *   wanted ──▶ load ──▶ stage under the old version ──▶ painted ──▶ hold, change, jump (at once)
 */
import { after, afterPaints, type Stop } from "@/browser/time.ts";
import { type Clip, type PlacedClip, placeClips, totalFrames } from "@/remotion/clip.ts";
import { droppedUrls, keepClips, planSwap } from "@/remotion/swap.ts";
import { ChunkLoader, type FetchChunk } from "./loader.ts";
import type { Playback } from "./playback.ts";
import { loadOrder, reachableClips } from "./reach.ts";

/** A staged version that has not painted by then is swapped in as it is. */
const stagingMs = 2_000;
/** A chunk stays in memory this long after it left the picture. */
const freeAfterMs = 4_000;

export type Snapshot = {
  clips: readonly PlacedClip[];
  staged: PlacedClip | null;
  /** Counts the chunks that have arrived. */
  arrivals: number;
};

export type SwapperOptions = {
  fps: number;
  playback: Playback;
  loadingText: string;
  fetchChunk: FetchChunk;
  /** Draws a change before it returns. */
  flush: (change: () => void) => void;
  /** Calls once what was drawn is on the glass. */
  whenPainted?: (act: () => void) => Stop;
};

export type Surroundings = {
  /** Keeps what is on screen under whatever comes next. */
  hold: () => void;
  onSwapped: (sceneId: string, version: number) => void;
};

const nowhere: Surroundings = { hold: () => undefined, onSwapped: () => undefined };

export class ClipSwapper {
  readonly #options: SwapperOptions;
  readonly #loader: ChunkLoader;
  readonly #listeners = new Set<() => void>();
  #wanted: readonly Clip[];
  #snapshot: Snapshot;
  #around = nowhere;
  #busy = false;
  #painted: () => void = () => undefined;

  constructor(wanted: readonly Clip[], options: SwapperOptions) {
    this.#options = options;
    this.#wanted = wanted;
    this.#loader = new ChunkLoader({
      fetchChunk: options.fetchChunk,
      onChange: () => this.#arrived(),
    });
    this.#snapshot = { clips: this.#reach([]), staged: null, arrivals: 0 };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.#snapshot;

  readonly onStagedFrame = (): void => this.#painted();

  readonly isLoaded = (url: string): boolean => this.#loader.isReady(url);

  want(wanted: readonly Clip[]): void {
    this.#wanted = wanted;
    const { fps, playback } = this.#options;
    this.#loader.want(loadOrder(placeClips(wanted, fps), playback.frame()));
    this.#next();
  }

  connect(around: Surroundings): void {
    this.#around = around;
  }

  close(): void {
    this.#loader.close();
  }

  #arrived(): void {
    this.#change({ arrivals: this.#snapshot.arrivals + 1 });
    this.#next();
  }

  #reach(shown: readonly PlacedClip[]): PlacedClip[] {
    const { fps, loadingText } = this.#options;
    const options = { isReady: this.isLoaded, fps, loadingText };
    return keepClips(shown, reachableClips(this.#wanted, shown, options));
  }

  #next(): void {
    if (this.#busy) return;
    const { clips } = this.#snapshot;
    const reached = this.#reach(clips);
    const plan = planSwap(clips, reached, this.#options.playback.frame());
    switch (plan.kind) {
      case "none":
        return;
      case "words":
        this.#change({ clips: reached });
        return;
      case "direct":
        this.#busy = true;
        // React cannot draw at once from inside an effect, so the change waits for its end.
        queueMicrotask(() => this.#commit());
        return;
      case "staged":
        this.#busy = true;
        this.#stage(plan.staged);
    }
  }

  /** Mounts the new version under the old one and waits until its picture is on the glass. */
  #stage(clip: PlacedClip): void {
    let stopPaints: Stop = () => undefined;
    let done = false;
    // The first picture of a scene is no news: its card was waiting for it.
    const replaced = this.#snapshot.clips.some(
      ({ sceneId, url }) => sceneId === clip.sceneId && url !== null,
    );
    const finish = (): void => {
      if (done) return;
      done = true;
      stopTimer();
      stopPaints();
      this.#painted = () => undefined;
      this.#commit();
      if (replaced) this.#around.onSwapped(clip.sceneId, clip.version);
    };
    const stopTimer = after(stagingMs, finish);
    this.#painted = () => {
      this.#painted = () => undefined;
      const { whenPainted } = this.#options;
      stopPaints = whenPainted ? whenPainted(finish) : afterPaints(2, finish);
    };
    this.#change({ staged: clip });
  }

  #commit(): void {
    const { playback, flush } = this.#options;
    const before = this.#snapshot.clips;
    const clips = this.#reach(before);
    // Time has passed since the plan was made; the playhead may have moved on.
    const plan = planSwap(before, clips, playback.frame());
    this.#around.hold();
    flush(() => {
      this.#change({ clips, staged: null });
      playback.setLength(totalFrames(clips), this.#options.fps);
      if ("frame" in plan) playback.jump(plan.frame);
    });
    this.#busy = false;
    after(freeAfterMs, () => this.#free(droppedUrls(before, clips)));
    this.#next();
  }

  /** A chunk that has come back into the picture meanwhile is kept. */
  #free(urls: readonly string[]): void {
    const shown = new Set(this.#snapshot.clips.map(({ url }) => url));
    for (const url of urls) if (!shown.has(url)) this.#loader.drop(url);
  }

  #change(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
