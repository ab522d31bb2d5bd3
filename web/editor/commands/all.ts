import type { Command } from "./command.ts";
import { playCommands } from "./play.ts";
import { sceneCommands } from "./scenes.ts";
import { viewCommands } from "./view.ts";

export const allCommands: readonly Command[] = [...playCommands, ...sceneCommands, ...viewCommands];

export function commandById(id: string): Command {
  const found = allCommands.find((command) => command.id === id);
  if (!found) throw new Error(`There is no command ${id}.`);
  return found;
}
