import { clipAt, totalFrames } from "@/remotion/clip.ts";
import { type Command, type CommandContext, always, withFrames } from "./command.ts";

const step =
  (frames: number) =>
  ({ playback }: CommandContext): void => {
    playback.pause();
    playback.seek(playback.frame() + frames);
  };

/** To the start of a scene: at rest it shows its poster, under way it plays on. */
function toScene({ playback }: CommandContext, frame: number): void {
  if (playback.state.getState().playing) playback.seek(frame);
  else playback.rest(frame);
}

/** Back to the start of the scene; from there, to the scene before. */
function sceneBack(context: CommandContext): void {
  const { clips, playback } = context;
  const frame = playback.frame();
  const current = clipAt(clips, frame);
  if (!current) return;
  const before = clipAt(clips, current.startFrame - 1);
  const nearStart = frame - current.startFrame < 10;
  toScene(context, nearStart && before ? before.startFrame : current.startFrame);
}

function sceneForward(context: CommandContext): void {
  const { clips, playback } = context;
  const current = clipAt(clips, playback.frame());
  if (!current) return;
  const end = current.startFrame + current.durationInFrames;
  if (end < totalFrames(clips)) toScene(context, end);
  else playback.seek(end - 1);
}

const play = (
  id: string,
  keys: readonly string[],
  run: (context: CommandContext) => void,
): Command => ({ id: `play.${id}`, group: "play", keys, canRun: withFrames, run });

export const playCommands: Command[] = [
  play("toggle", ["Space"], ({ playback }) => playback.toggle()),
  play("pause", ["k"], ({ playback }) => playback.pause()),
  play("backward", ["j"], ({ playback }) => playback.backwards()),
  play("forward", ["l"], ({ playback }) => playback.forwards()),
  play("frame-back", ["ArrowLeft"], step(-1)),
  play("frame-forward", ["ArrowRight"], step(1)),
  play("second-back", ["Mod+ArrowLeft"], step(-10)),
  play("second-forward", ["Mod+ArrowRight"], step(10)),
  play("scene-back", ["Shift+ArrowLeft"], sceneBack),
  play("scene-forward", ["Shift+ArrowRight"], sceneForward),
  play("start", ["Home"], ({ playback }) => playback.seek(0)),
  play("end", ["End"], ({ playback, clips }) => playback.seek(totalFrames(clips) - 1)),
  play("mute", ["m"], ({ playback }) => playback.setMuted(!playback.state.getState().muted)),
  play("full-screen", ["f"], ({ view }) => view.toggleFullScreen()),
  {
    id: "play.captions",
    group: "play",
    keys: ["c"],
    canRun: always,
    run: ({ store }) => store.setState(({ captions }) => ({ captions: !captions })),
  },
];
