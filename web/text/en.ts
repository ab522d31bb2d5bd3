/** Every sentence the app shows, in one place: a translation is a second folder like `en/`. */
import { text as editing } from "./editing.ts";
import { auth } from "./en/auth.ts";
import { landing } from "./en/landing.ts";
import { create, examples, library, share, templates } from "./en/library.ts";
import { help, settings } from "./en/settings.ts";

export const text = {
  ...editing,
  landing,
  auth,
  library,
  create,
  examples,
  share,
  templates,
  settings,
  help,
};
