/** The real player on a page of its own, driven by a test. Never part of the app. */
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { useState } from "react";
import { createPlayback } from "../../../../web/editor/player/playback.ts";
import { ScenePlayer } from "../../../../web/editor/player/scene-player.tsx";
import type { Clip, PlacedClip } from "../../../../web/remotion/clip.ts";
import { readPicture, record } from "./reading.ts";

const playback = createPlayback();
const view = { fps: 30, width: 640, height: 360 };
let setWanted: (clips: Clip[]) => void = () => undefined;
let shown: readonly PlacedClip[] = [];
let isLoaded: (url: string) => boolean = () => false;

function Harness() {
  const [clips, setClips] = useState<Clip[]>([]);
  setWanted = setClips;
  return (
    <div id="screen" style={{ width: view.width, height: view.height }}>
      <ScenePlayer
        {...view}
        clips={clips}
        playback={playback}
        onShown={(next, loaded) => {
          shown = next;
          isLoaded = loaded;
        }}
      />
    </div>
  );
}

const harness = {
  playback,
  show: (clips: Clip[]) => flushSync(() => setWanted(clips)),
  shown: () => shown,
  loaded: () => shown.filter(({ url }) => url !== null && isLoaded(url)).length,
  read: readPicture,
  record,
};

declare global {
  var harness: unknown;
}

globalThis.harness = harness;
const root = document.getElementById("root");
if (root) createRoot(root).render(<Harness />);
