/** File storage over HTTP: uploads to signed addresses, downloads with ranges. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { BadRequest } from "../functions/errors.ts";
import { filePath, uploadAllowed } from "../functions/file_store.ts";
import type { FileReply } from "../functions/messages.ts";
import type { Exchange } from "./exchange.ts";
import type { Front } from "./front.ts";

async function upload(front: Front, exchange: Exchange): Promise<void> {
  const token = exchange.url.searchParams.get("token") ?? "";
  if (!uploadAllowed(front.uploadSecret, token, front.nowMs())) {
    throw new BadRequest("BadUploadToken", "The upload URL is invalid or has expired.", 401);
  }
  const uuid = randomUUID();
  const target = filePath(front.filesFolder, uuid);
  const hash = createHash("sha256");
  let size = 0;
  try {
    await pipeline(
      exchange.request,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(`${target}.part`, { flush: true }),
    );
    const sha256 = hash.digest("base64");
    const wanted = /sha-256=([^,\s]+)/i.exec(exchange.header("digest") ?? "")?.[1];
    if (wanted !== undefined && wanted !== sha256) {
      throw new BadRequest(
        "Sha256Mismatch",
        "The file does not have the digest that was announced.",
      );
    }
    renameSync(`${target}.part`, target);
    const contentType = exchange.header("content-type") ?? null;
    const storageId = await front.engine.request("storeFile", { uuid, sha256, size, contentType });
    exchange.sendJson(200, JSON.stringify({ storageId }));
  } catch (error) {
    rmSync(`${target}.part`, { force: true });
    throw error;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The first byte range asked for; null for the whole, undefined when it cannot be satisfied. */
export function parseRange(header: string | undefined, size: number): Range | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return null;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? undefined : { start, end };
}

async function download(exchange: Exchange, file: FileReply): Promise<void> {
  const { response } = exchange;
  const etag = `"${file.sha256}"`;
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("cache-control", "private, max-age=2592000");
  response.setHeader("etag", etag);
  response.setHeader("digest", `sha-256=${file.sha256}`);
  response.setHeader("content-type", file.contentType ?? "application/octet-stream");
  // Uploaded bytes are not ours: a browser must not take them for a page of this origin.
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-security-policy", "sandbox");
  if (exchange.header("if-none-match") === etag) {
    response.writeHead(304).end();
    return;
  }
  // A part of another file than the one it has would not fit: it gets the whole.
  const same = (exchange.header("if-range") ?? etag) === etag;
  const range = parseRange(same ? exchange.header("range") : undefined, file.size);
  if (range === undefined) {
    response.writeHead(416, { "content-range": `bytes */${file.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  response.setHeader("content-length", end - start + 1);
  if (range === null) response.writeHead(200);
  else response.writeHead(206, { "content-range": `bytes ${start}-${end}/${file.size}` });
  if (exchange.method === "HEAD" || file.size === 0) response.end();
  else await pipeline(createReadStream(file.file, { start, end }), response);
}

/** True when the request was for file storage. */
export async function handleFiles(front: Front, exchange: Exchange): Promise<boolean> {
  const name = /^\/api\/storage\/([^/]+)$/.exec(exchange.url.pathname)?.[1];
  if (name === undefined) return false;
  if (name === "upload" && exchange.method === "POST") {
    await upload(front, exchange);
    return true;
  }
  if (exchange.method !== "GET" && exchange.method !== "HEAD") return false;
  const file = /^[0-9a-f-]{36}$/.test(name)
    ? await front.engine.request("findFile", { uuid: name })
    : null;
  if (file === null || !existsSync(file.file))
    throw new BadRequest("FileNotFound", "There is no such file.", 404);
  await download(exchange, file);
  return true;
}
