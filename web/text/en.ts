/** Every sentence the app shows, in one place: a translation is a second folder like `en/`. */
import { auth } from "./en/auth.ts";
import { common, states } from "./en/shell.ts";
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
import { landing } from "./en/landing.ts";
import { create, examples, library, share, templates } from "./en/library.ts";
import { help, settings } from "./en/settings.ts";

export const text = {
  common,
  states,
  landing,
  auth,
  player,
  editor,
  inspector,
  wishes,
  timeline,
  dialogs,
  commands,
  refusals,
  library,
  create,
  examples,
  share,
  templates,
  settings,
  help,
};
