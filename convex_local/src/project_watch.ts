/**
 * Tells when something under a project's `convex/` has changed, once it is quiet again. The folder
 * itself may go and come back, as when a branch is checked out: its own watcher dies with it, so
 * the folder above is watched as well.
 */
import { existsSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";

const QUIET_MS = 150;
const FUNCTIONS = "convex";

export function watchProject(project: string, changed: () => void): void {
  const folder = join(project, FUNCTIONS);
  let timer: NodeJS.Timeout | undefined;
  let inner: FSWatcher | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
  };
  const follow = () => {
    inner?.close();
    inner = undefined;
    if (!existsSync(folder)) return;
    inner = watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || !/(^|\/)node_modules\/|\.d\.ts$/.test(file)) soon();
    });
    // A folder that vanishes below it ends this watcher; the one above has it followed anew.
    inner.on("error", () => undefined);
  };
  watch(project, (_event, name) => {
    if (name !== FUNCTIONS) return;
    follow();
    soon();
  });
  follow();
}
