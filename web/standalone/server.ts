/**
 * The server that a build ends in: Next, with the browser's scripts and styles answered first from
 * what the build has compressed. Next itself knows gzip only; Brotli saves a seventh of every page.
 */
import { createReadStream, globSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import next, { type NextConfig } from "next";

const folder = import.meta.dirname;
const files = path.join(folder, ".next", "static");
const prefix = "/_next/static/";
const types: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};

/** Only names found at the start are ever opened, so no address leads out of the folder. */
const compressed = new Map(
  globSync("**/*.br", { cwd: files }).map((name) => {
    const file = path.join(files, name);
    const plain = name.slice(0, -".br".length);
    const type = types[path.extname(plain)] ?? "application/octet-stream";
    return [prefix + plain, { file, type, bytes: statSync(file).size }] as const;
  }),
);

function answerCompressed(request: IncomingMessage, response: ServerResponse): boolean {
  const found = compressed.get(request.url?.split("?")[0] ?? "");
  const takes = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
  const asks = request.method === "GET" || request.method === "HEAD";
  if (!found || !takes || !asks || request.headers.range) return false;
  response.writeHead(200, {
    "Content-Type": found.type,
    "Content-Encoding": "br",
    "Content-Length": found.bytes,
    // A file's name carries the hash of what is in it.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    Vary: "Accept-Encoding",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(found.file).pipe(response);
  return true;
}

async function main(): Promise<void> {
  const { PORT, HOSTNAME } = process.env;
  const port = Number(PORT ?? "3000");
  const hostname = HOSTNAME ?? "0.0.0.0";
  process.chdir(folder);
  const { config } = JSON.parse(
    readFileSync(path.join(folder, ".next", "required-server-files.json"), "utf8"),
  ) as { config: NextConfig };
  // Next warns about a standalone build in any server but its own, and builds nothing here.
  const conf = { ...config };
  delete conf.output;
  // As Next's own standalone server does; without it, Next looks for the sources of the settings.
  process.env["__NEXT_PRIVATE_STANDALONE_CONFIG"] = JSON.stringify(conf);
  const app = next({ dev: false, dir: folder, hostname, port, conf });
  await app.prepare();
  const answer = app.getRequestHandler();
  const server = createServer((request, response) => {
    if (!answerCompressed(request, response)) void answer(request, response);
  });
  const stop = (): void => {
    server.close();
    server.closeIdleConnections();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  server.listen(port, hostname);
}

await main();
