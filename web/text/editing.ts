/** What the editor and every signed-in page say; `en.ts` has the words of all other pages as well. */
import {
  commands,
  dialogs,
  editor,
  inspector,
  player,
  refusals,
  timeline,
  wishes,
} from "./en/editor.ts";
import { common, states } from "./en/shell.ts";

export const text = {
  common,
  states,
  player,
  editor,
  inspector,
  wishes,
  timeline,
  dialogs,
  commands,
  refusals,
};
