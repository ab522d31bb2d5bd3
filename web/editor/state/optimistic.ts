/** What the scene list looks like before the server has answered. Pure. */
import type { Scene } from "@/live/types.ts";

export function withPendingEdit(
  scenes: readonly Scene[],
  sceneId: string,
  edit: { instruction?: string; at: number },
): Scene[] {
  return scenes.map((scene) => {
    if (scene._id !== sceneId) return scene;
    const version = scene.version + 1;
    return {
      ...scene,
      status: "queued",
      version,
      pendingVersion: version,
      pending: {
        version,
        status: "queued",
        attempt: 1,
        queuedAt: edit.at,
        ...(edit.instruction === undefined ? {} : { instruction: edit.instruction }),
      },
    };
  });
}

/** Moves a scene and numbers all again, the live frames included. */
export function withOrder(scenes: readonly Scene[], sceneId: string, toIndex: number): Scene[] {
  const moved = scenes.find((scene) => scene._id === sceneId);
  if (!moved) return [...scenes];
  const rest = scenes.filter((scene) => scene._id !== sceneId);
  const at = Math.min(Math.max(toIndex, 0), rest.length);
  return renumbered([...rest.slice(0, at), moved, ...rest.slice(at)]);
}

export function withoutScene(scenes: readonly Scene[], sceneId: string): Scene[] {
  return renumbered(scenes.filter((scene) => scene._id !== sceneId));
}

export function withTitle(scenes: readonly Scene[], sceneId: string, title: string): Scene[] {
  return scenes.map((scene) => (scene._id === sceneId ? { ...scene, title } : scene));
}

function renumbered(scenes: readonly Scene[]): Scene[] {
  let startFrame = 0;
  return scenes.map((scene, index) => {
    const placed = {
      ...scene,
      index,
      startFrame,
      endFrame: startFrame + scene.durationInFrames - 1,
    };
    startFrame += scene.durationInFrames;
    return placed;
  });
}
