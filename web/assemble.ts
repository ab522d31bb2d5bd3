/**
 * The last step of a build: puts what the browser fetches beside the standalone server, which Next
 * leaves to whoever deploys it. After this, `.next/standalone` is whole and can be moved anywhere.
 */
import { cpSync, rmSync } from "node:fs";
import path from "node:path";

const web = import.meta.dirname;
const server = path.join(web, ".next", "standalone", "web");

for (const [from, to] of [
  [path.join(web, ".next", "static"), path.join(server, ".next", "static")],
  [path.join(web, "public"), path.join(server, "public")],
] as const) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}
