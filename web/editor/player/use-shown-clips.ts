"use client";
/** Carries the picture from what is shown to what is wanted, one swap at a time. */
import { prefetch } from "remotion";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { after, afterPaints, type Stop } from "@/browser/time.ts";
import { type Clip, type PlacedClip, placeClips, totalFrames } from "@/remotion/clip.ts";
import { droppedUrls, planSwap } from "@/remotion/swap.ts";
import { text } from "@/text/en.ts";
import { ChunkLoader, type FetchChunk } from "./loader.ts";
import type { Playback } from "./playback.ts";
import { loadOrder, reachableClips } from "./reach.ts";

/** A staged version that has not painted by then is swapped in as it is. */
const stagingMs = 2_000;
/** A chunk stays in memory this long after it left the picture. */
const freeAfterMs = 4_000;

const fetchChunk: FetchChunk = (url, onBytes) => {
  const fetched = prefetch(url, {
    method: "blob-url",
    logLevel: "error",
    onProgress: ({ loadedBytes }) => onBytes(loadedBytes),
  });
  return { done: fetched.waitUntilDone(), free: fetched.free };
};

export type ShownClips = {
  clips: readonly PlacedClip[];
  staged: PlacedClip | null;
  onStagedFrame: () => void;
  /** How the chunks of the wanted clips stand; changes whenever one arrives. */
  isLoaded: (url: string) => boolean;
};

type Options = {
  wanted: readonly Clip[];
  fps: number;
  playback: Playback;
  hold: RefObject<() => void>;
  onSwapped?: ((sceneId: string, version: number) => void) | undefined;
};

export function useShownClips({ wanted, fps, playback, hold, onSwapped }: Options): ShownClips {
  const [arrivals, setArrivals] = useState(0);
  const loader = useLoader(setArrivals);
  const initial = { isReady: () => false, fps, loadingText: text.player.loadingScene };
  const [clips, setClips] = useState(() => reachableClips(wanted, [], initial));
  const [staged, setStaged] = useState<PlacedClip | null>(null);
  const [round, setRound] = useState(0);
  const painted = useRef<() => void>(() => undefined);
  const busy = useRef(false);
  const latest = useRef({ wanted, clips });
  latest.current = { wanted, clips };

  useEffect(() => {
    loader.want(loadOrder(placeClips(wanted, fps), playback.frame()));
  }, [loader, wanted, fps, playback]);

  useEffect(() => {
    if (busy.current) return;
    const isReady = (url: string): boolean => loader.isReady(url);
    const reach = (): PlacedClip[] =>
      reachableClips(latest.current.wanted, latest.current.clips, {
        isReady,
        fps,
        loadingText: text.player.loadingScene,
      });
    const plan = planSwap(latest.current.clips, reach(), playback.frame());
    if (plan.kind === "none") return;

    const commit = (): void => {
      const before = latest.current.clips;
      const next = reach();
      const now = planSwap(before, next, playback.frame());
      busy.current = false;
      hold.current();
      flushSync(() => {
        setStaged(null);
        setClips(next);
        playback.setLength(totalFrames(next));
        if (now.kind !== "none") playback.jump(now.frame);
        setRound((value) => value + 1);
      });
      const dropped = droppedUrls(before, next);
      after(freeAfterMs, () => dropped.forEach((url) => loader.drop(url)));
      if (plan.kind === "staged") onSwapped?.(plan.staged.sceneId, plan.staged.version);
    };

    busy.current = true;
    if (plan.kind === "direct") {
      // React cannot draw at once from inside an effect, so the change waits for its end.
      queueMicrotask(commit);
      return;
    }
    stage(plan.staged, { setStaged, painted, commit });
  }, [wanted, arrivals, round, loader, fps, playback]);

  const onStagedFrame = useCallback(() => painted.current(), []);
  const isLoaded = useCallback((url: string) => loader.isReady(url), [loader]);
  return { clips, staged, onStagedFrame, isLoaded };
}

type Staging = {
  setStaged: (clip: PlacedClip | null) => void;
  painted: RefObject<() => void>;
  commit: () => void;
};

/** Mounts the new version under the old one and waits until its picture is on the glass. */
function stage(clip: PlacedClip, { setStaged, painted, commit }: Staging): void {
  let stopPaints: Stop = () => undefined;
  let done = false;
  const finish = (): void => {
    if (done) return;
    done = true;
    stopTimer();
    stopPaints();
    painted.current = () => undefined;
    commit();
  };
  const stopTimer = after(stagingMs, finish);
  painted.current = () => {
    painted.current = () => undefined;
    stopPaints = afterPaints(2, finish);
  };
  setStaged(clip);
}

function useLoader(setArrivals: (update: (count: number) => number) => void): ChunkLoader {
  const ref = useRef<ChunkLoader | null>(null);
  ref.current ??= new ChunkLoader({
    fetchChunk,
    onChange: () => setArrivals((count) => count + 1),
  });
  return ref.current;
}
