/**
 * Pages with cursors, as reactive pagination needs them: the journal fixes where a page ends, so
 * that a later run of the same page grows or shrinks instead of shifting its neighbours.
 */
import { createHash } from "node:crypto";
import { isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import type { Key } from "../values/keys.ts";
import { LIMITS } from "../values/sizes.ts";
import { QueryRun } from "./query.ts";
import type { Transaction } from "./transaction.ts";

/** A page of more rows than this should be split: it nears what one query may read. */
const SPLIT_ROWS = LIMITS.documentsRead / 4;

export interface PageRequest {
  readonly query: JsonObject;
  readonly cursor: string | null;
  readonly endCursor: string | null;
  readonly pageSize: number;
  readonly maximumRowsRead: number | null;
  readonly maximumBytesRead: number | null;
}

export interface Page {
  /** Documents as stored JSON texts. */
  readonly page: readonly string[];
  readonly isDone: boolean;
  readonly continueCursor: string;
  readonly splitCursor: string | null;
  readonly pageStatus: "SplitRecommended" | "SplitRequired" | null;
}

export class InvalidCursor extends Error {
  readonly data: Json = { isConvexSystemError: true, paginationError: "InvalidCursor" };

  constructor() {
    super(
      "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
    );
  }
}

type Position = { readonly end: true } | { readonly end: false; readonly key: Key };

function fingerprint(query: JsonObject): string {
  return createHash("sha256").update(JSON.stringify(query)).digest("base64url").slice(0, 10);
}

function encodeCursor(print: string, position: Position): string {
  return position.end
    ? `${print}.end`
    : `${print}.k${Buffer.from(position.key, "latin1").toString("base64url")}`;
}

function decodeCursor(print: string, cursor: string | null): Position | undefined {
  if (cursor === null) return undefined;
  const [of, at] = cursor.split(".");
  if (of !== print || at === undefined) throw new InvalidCursor();
  if (at === "end") return { end: true };
  return { end: false, key: Buffer.from(at.slice(1), "base64url").toString("latin1") };
}

function keyOf(position: Position | undefined): Key | null {
  return position === undefined || position.end ? null : position.key;
}

interface Reading {
  readonly page: string[];
  readonly keys: Key[];
  readonly stopped: "full" | "budget" | "end";
}

function readPage(run: QueryRun, request: PageRequest, toCursor: boolean): Reading {
  const page: string[] = [];
  const keys: Key[] = [];
  let bytes = 0;
  for (;;) {
    if (!toCursor && page.length >= request.pageSize) return { page, keys, stopped: "full" };
    const walked = run.walk();
    if (walked === undefined) return { page, keys, stopped: "end" };
    const { row } = walked;
    keys.push(row.key);
    bytes += row.size;
    if (walked.passes) page.push(row.json);
    const rows = request.maximumRowsRead;
    if ((rows !== null && keys.length >= rows) || bytes >= (request.maximumBytesRead ?? Infinity)) {
      return { page, keys, stopped: "budget" };
    }
  }
}

export function pageRequest(raw: JsonObject): PageRequest {
  const size = raw["pageSize"];
  const query = raw["query"];
  const text = (value: Json | undefined) => (typeof value === "string" ? value : null);
  const count = (value: Json | undefined) => (typeof value === "number" ? value : null);
  return {
    query: isObject(query) ? query : {},
    cursor: text(raw["cursor"]),
    endCursor: text(raw["endCursor"]),
    pageSize: Math.min(typeof size === "number" ? size : 0, LIMITS.pageSize),
    maximumRowsRead: count(raw["maximumRowsRead"]),
    maximumBytesRead: count(raw["maximumBytesRead"]),
  };
}

export function readJournal(journal: string | null): string | null {
  if (journal === null) return null;
  const parsed = parseJson(journal);
  return isObject(parsed) && typeof parsed["endCursor"] === "string" ? parsed["endCursor"] : null;
}

export function writeJournal(endCursor: string): string {
  return JSON.stringify({ endCursor });
}

/** Reads one page. `journalEnd` is where an earlier run of the same page ended, if there was one. */
export function paginate(
  transaction: Transaction,
  request: PageRequest,
  journalEnd: string | null,
): Page {
  const print = fingerprint(request.query);
  const start = decodeCursor(print, request.cursor);
  const endText = request.endCursor ?? journalEnd;
  const end = decodeCursor(print, endText);
  if (start?.end === true) {
    return {
      page: [],
      isDone: true,
      continueCursor: encodeCursor(print, start),
      splitCursor: null,
      pageStatus: null,
    };
  }
  const after = start?.key ?? null;
  const run = new QueryRun(transaction, request.query, { after, through: keyOf(end) });
  const reading = readPage(run, request, end !== undefined);
  const here: Position = { end: false, key: reading.keys.at(-1) ?? after ?? run.start };
  const shared = { page: reading.page, splitCursor: middleOf(print, reading.keys) };
  if (reading.stopped === "budget") {
    return {
      ...shared,
      isDone: false,
      continueCursor: encodeCursor(print, here),
      pageStatus: "SplitRequired",
    };
  }
  const reached: Position = end ?? (reading.stopped === "end" ? { end: true } : here);
  return {
    ...shared,
    isDone: reached.end,
    continueCursor: endText ?? encodeCursor(print, reached),
    pageStatus: reading.keys.length > SPLIT_ROWS ? "SplitRecommended" : null,
  };
}

/** Where a page that has grown too long would be cut in two. */
function middleOf(print: string, keys: readonly Key[]): string | null {
  const middle = keys[Math.floor((keys.length - 1) / 2)];
  return keys.length < 2 || middle === undefined
    ? null
    : encodeCursor(print, { end: false, key: middle });
}
