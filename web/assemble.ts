/**
 * The last step of a build: puts what the browser fetches beside the standalone server, which Next
 * leaves to whoever deploys it, and our own front of that server in its place. After this,
 * `.next/standalone` is whole and can be moved anywhere.
 */
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

const web = import.meta.dirname;
const server = path.join(web, ".next", "standalone", "web");
const files = path.join(server, ".next", "static");

for (const [from, to] of [
  [path.join(web, ".next", "static"), files],
  [path.join(web, "public"), path.join(server, "public")],
] as const) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

for (const name of globSync("**/*.{js,css}", { cwd: files })) {
  const file = path.join(files, name);
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
}

const front = readFileSync(path.join(web, "standalone", "server.ts"), "utf8");
writeFileSync(path.join(server, "server.js"), stripTypeScriptTypes(front));
