import type { Scene } from "@/live/types.ts";
import { toPlayhead } from "@/remotion/clip.ts";
import { type Command, type CommandContext, always, withSelected } from "./command.ts";

function move({ selected, scenes, actions }: CommandContext, by: 1 | -1): void {
  const at = scenes.findIndex((scene) => scene._id === selected?._id);
  const to = at + by;
  if (selected && to >= 0 && to < scenes.length) void actions.move(selected._id, to);
}

function choose({ selected, scenes, store, playback, clips }: CommandContext, by: 1 | -1): void {
  const at = scenes.findIndex((scene) => scene._id === selected?._id);
  const next = scenes[at + by];
  if (!next) return;
  store.setState({ selectedId: next._id });
  const clip = clips.find(({ sceneId }) => sceneId === next._id);
  if (clip) playback.rest(clip.startFrame);
}

/** Where a split at the playhead would cut, or null where there is nothing to cut. */
function splitPoint({
  scenes,
  clips,
  playback,
}: Pick<CommandContext, "scenes" | "clips" | "playback">): {
  scene: Scene;
  atFrame: number;
} | null {
  const playhead = toPlayhead(clips, playback.frame());
  const scene = scenes.find(({ _id }) => _id === playhead?.sceneId);
  if (!scene || !playhead || scene.liveVersion === undefined) return null;
  const inside = playhead.local > 0 && playhead.local < scene.durationInFrames;
  return inside ? { scene, atFrame: playhead.local } : null;
}

function split(context: CommandContext): void {
  const point = splitPoint(context);
  if (point) void context.actions.split(point.scene._id, point.atFrame);
}

function insert({ store, scenes, selected }: CommandContext): void {
  const at = scenes.findIndex((scene) => scene._id === selected?._id);
  store.setState({ dialog: { kind: "add", index: at < 0 ? scenes.length : at + 1 } });
}

const scene = (id: string, keys: readonly string[], run: Command["run"]): Command => ({
  id: `scenes.${id}`,
  group: "scenes",
  keys,
  canRun: withSelected,
  run,
});

export const sceneCommands: Command[] = [
  scene("wish", ["e", "Enter"], ({ view }) => view.focusWish("scene")),
  scene("wish-session", ["/", "Mod+k"], ({ view }) => view.focusWish("session")),
  { ...scene("insert", ["n"], insert), canRun: always },
  { ...scene("split", ["s"], split), canRun: (context) => splitPoint(context) !== null },
  scene("remove", ["Delete", "Backspace"], ({ selected, actions }) => {
    if (selected) void actions.remove(selected);
  }),
  scene("duplicate", ["Mod+d"], ({ selected, actions }) => {
    if (selected) void actions.duplicate(selected._id);
  }),
  scene("move-earlier", ["Alt+ArrowLeft", "Alt+ArrowUp"], (context) => move(context, -1)),
  scene("move-later", ["Alt+ArrowRight", "Alt+ArrowDown"], (context) => move(context, 1)),
  scene("previous", ["ArrowUp"], (context) => choose(context, -1)),
  scene("next", ["ArrowDown"], (context) => choose(context, 1)),
];
