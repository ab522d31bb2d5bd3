/**
 * What the vendor's command line calls beside functions: environment variables, the log of what
 * ran, imports and exports. All of it needs the admin key.
 */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BadRequest } from "../functions/errors.ts";
import type { ImportFormat, ImportMode } from "../functions/import_source.ts";
import { asText, isObject, type Json, type JsonObject } from "../values/json.ts";
import type { Exchange } from "./exchange.ts";
import type { Front } from "./front.ts";

type Route = (front: Front, exchange: Exchange) => Promise<void>;

const FORMATS = new Set<string>(["zip", "jsonLines", "jsonArray", "csv"] satisfies ImportFormat[]);
const MODES = new Set<string>([
  "requireEmpty",
  "append",
  "replace",
  "replaceAll",
] satisfies ImportMode[]);
const TOKEN = /^[0-9a-f-]{36}$/;

async function body(exchange: Exchange): Promise<JsonObject> {
  const given = await exchange.json();
  return isObject(given) ? given : {};
}

async function changeEnvironment(front: Front, exchange: Exchange): Promise<void> {
  const { changes: given } = await body(exchange);
  const changes = (Array.isArray(given) ? given.filter(isObject) : []).map(({ name, value }) => {
    if (typeof name !== "string" || !/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/.test(name)) {
      throw new BadRequest("BadEnvironmentVariable", `${asText(name)} cannot name a variable.`);
    }
    return { name, value: typeof value === "string" ? value : null };
  });
  await front.engine.request("environment", { changes });
  exchange.sendJson(200, "null");
}

/** A long poll: answered when something has run since the cursor. */
async function streamLogs(front: Front, exchange: Exchange): Promise<void> {
  const cursor = Number(exchange.url.searchParams.get("cursor") ?? 0);
  if (!(cursor >= 0)) throw new BadRequest("BadCursor", "`cursor` must be a number.");
  exchange.sendJson(200, await front.engine.request("logs", { cursor }));
}

function partFile(front: Front, token: string, part: string): string {
  if (!TOKEN.test(token) || !/^\d{1,5}$/.test(part))
    throw new BadRequest("BadUploadToken", "The upload token or the part number is invalid.");
  return join(front.uploadsFolder, `${token}.${part}`);
}

async function startUpload(front: Front, exchange: Exchange): Promise<void> {
  mkdirSync(front.uploadsFolder, { recursive: true });
  exchange.sendJson(200, JSON.stringify({ uploadToken: randomUUID() }));
  return Promise.resolve();
}

async function uploadPart(front: Front, exchange: Exchange): Promise<void> {
  const { searchParams } = exchange.url;
  const part = searchParams.get("partNumber") ?? "";
  const target = partFile(front, searchParams.get("uploadToken") ?? "", part);
  await pipeline(exchange.request, createWriteStream(target));
  exchange.sendJson(200, JSON.stringify(part));
}

function importRequest(raw: Json | undefined): {
  format: ImportFormat;
  mode: ImportMode;
  table: string;
} {
  const { format, mode, tableName, componentPath } = isObject(raw) ? raw : {};
  if (typeof componentPath === "string" && componentPath !== "")
    throw new BadRequest("ComponentsNotSupported", "Components are not supported here.");
  if (typeof format !== "string" || !FORMATS.has(format)) {
    throw new BadRequest(
      "ImportFormatNotSupported",
      `${asText(format)} cannot be imported here; give a zip, a .jsonl, a .json or a .csv file.`,
    );
  }
  if (typeof mode !== "string" || !MODES.has(mode))
    throw new BadRequest("BadImportMode", `${asText(mode)} is not a mode of import.`);
  return {
    format: format as ImportFormat,
    mode: mode as ImportMode,
    table: typeof tableName === "string" ? tableName : "",
  };
}

async function finishUpload(front: Front, exchange: Exchange): Promise<void> {
  const given = await body(exchange);
  const token = asText(given["uploadToken"]);
  const request = importRequest(given["import"]);
  const parts = Array.isArray(given["partTokens"]) ? given["partTokens"].map(asText) : [];
  const sources = parts.map((part) => partFile(front, token, part));
  const missing = sources.findIndex((file) => !existsSync(file));
  if (missing >= 0)
    throw new BadRequest("ImportPartMissing", `Part ${parts[missing] ?? ""} was not uploaded.`);
  const file = partFile(front, token, "0");
  await pipeline(async function* () {
    for (const source of sources) yield* createReadStream(source) as AsyncIterable<Buffer>;
  }, createWriteStream(file));
  for (const source of sources) rmSync(source, { force: true });
  const importId = await front.engine.request("beginImport", { ...request, file });
  exchange.sendJson(200, JSON.stringify({ importId }));
}

async function performImport(front: Front, exchange: Exchange): Promise<void> {
  await front.engine.request("performImport", {
    importId: asText((await body(exchange))["importId"]),
  });
  exchange.sendJson(200, "null");
}

async function requestExport(front: Front, exchange: Exchange): Promise<void> {
  const withFiles = exchange.url.searchParams.get("includeStorage") === "true";
  await front.engine.request("requestExport", { withFiles });
  exchange.sendJson(200, "null");
}

async function downloadExport(front: Front, exchange: Exchange): Promise<void> {
  const ts = /\/(\d{1,20})$/.exec(exchange.url.pathname)?.[1] ?? "";
  const file = join(front.dataFolder, `snapshot_${ts}.zip`);
  if (ts === "" || !existsSync(file))
    throw new BadRequest("ExportNotFound", "There is no such export; request it first.", 404);
  exchange.response.writeHead(200, {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename=snapshot_${ts}.zip`,
  });
  await pipeline(createReadStream(file), exchange.response);
}

const ROUTES: ReadonlyMap<string, Route> = new Map([
  ["POST /api/update_environment_variables", changeEnvironment],
  ["GET /api/stream_function_logs", streamLogs],
  ["POST /api/import/start_upload", startUpload],
  ["POST /api/import/upload_part", uploadPart],
  ["POST /api/import/finish_upload", finishUpload],
  ["POST /api/perform_import", performImport],
  ["POST /api/export/request/zip", requestExport],
]);

/** True when the request was one of these. */
export async function handleAdmin(front: Front, exchange: Exchange): Promise<boolean> {
  const { pathname } = exchange.url;
  const route = pathname.startsWith("/api/export/zip/")
    ? downloadExport
    : ROUTES.get(`${exchange.method} ${pathname}`);
  if (route === undefined) return false;
  const caller = await front.authenticator.fromHeader(exchange.header("authorization"));
  if (!caller.admin) throw new BadRequest("Unauthorized", "This needs the admin key.", 401);
  await route(front, exchange);
  return true;
}
