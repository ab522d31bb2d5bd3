/**
 * Comma-separated values as documents: the first row names the fields, and each cell is a number
 * when it reads like one and text otherwise, as Convex has it. Quoting follows RFC 4180.
 */
import type { JsonObject } from "../values/json.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const FIELD = /^(_id|_creationTime|(?![$_])[\x20-\x7e]{1,1024})$/;
/** A cell, quoted or not, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || row.length > 0) {
    const found = CELL.exec(text);
    if (found === null) throw new SyntaxError(`row ${rows.length + 1} is not well quoted`);
    const [, quoted, plain = "", end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    // A blank line is no row.
    if (row.length > 1 || row[0] !== "" || quoted !== undefined) rows.push(row);
    row = [];
  }
  return rows;
}

/** Raises `SyntaxError` for what is not a table. */
export function readTable(text: string): JsonObject[] {
  const [header = [], ...rows] = rowsOf(text);
  const names = header.map((name) => name.trim());
  const wrong = names.find((name) => !FIELD.test(name));
  if (wrong !== undefined) throw new SyntaxError(`"${wrong}" in the first row cannot name a field`);
  return rows.map((row, at) => {
    if (row.length !== names.length)
      throw new SyntaxError(`row ${at + 2} has ${row.length} cells, the first has ${names.length}`);
    const cells = row.map((cell) => (NUMBER.test(cell) ? Number(cell) : cell));
    return Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ""]));
  });
}
