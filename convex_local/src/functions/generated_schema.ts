/**
 * What stands beside the documents of a table in an export of Convex Cloud,
 * `TABLE/generated_schema.jsonl`, and says how to read them. Exports of today say `"uniform"`:
 * everything is in the documents (../values/portable.ts). Older ones hold plain JSON, where an
 * int64, bytes and text all look like text; then the first line tells the type of every field,
 *
 *   "{\"_id\": id<10001>, \"count\": int64, \"tags\"?: array<string | null>}"
 *
 * and a line `{"ID": {"count": "int64"}}` follows for each document for which the type leaves
 * more than one way to read it.
 */
import { fromPortable } from "../values/portable.ts";
import { floatToJson, integerToJson, isObject, parseJson, type Json } from "../values/json.ts";

/** What the type of a place says of the texts and places inside it. */
interface Shape {
  readonly texts: ReadonlySet<Reading>;
  readonly element: Shape | undefined;
  readonly fields: ReadonlyMap<string, Shape>;
  /** Of the fields that are not named. */
  readonly others: Shape | undefined;
}

type Reading = "text" | "int64" | "bytes" | "infinity" | "NaN";

const ALL: readonly Reading[] = ["text", "int64", "bytes", "infinity", "NaN"];
const SIMPLE: Readonly<Record<string, readonly Reading[]>> = {
  never: [],
  null: [],
  boolean: [],
  normalfloat64: [],
  "-0": [],
  int64: ["int64"],
  float64: ["infinity", "NaN"],
  inf: ["infinity"],
  "-inf": ["infinity"],
  NaN: ["NaN"],
  string: ["text"],
  field_name: ["text"],
  bytes: ["bytes"],
  unknown: ALL,
};
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|-?[A-Za-z0-9_]+|[{}<>|,:?])/y;

function shape(texts: Iterable<Reading>, inside: Partial<Shape> = {}): Shape {
  const none = { element: undefined, fields: new Map<string, Shape>(), others: undefined };
  return { ...none, ...inside, texts: new Set(texts) };
}

function either(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const fields = new Map(a.fields);
  for (const [name, field] of b.fields) fields.set(name, either(fields.get(name), field) ?? field);
  return {
    texts: new Set([...a.texts, ...b.texts]),
    element: either(a.element, b.element),
    fields,
    others: either(a.others, b.others),
  };
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Shape {
    const found = this.#union();
    if (this.#text.slice(this.#at).trim() !== "") throw this.#unexpected();
    return found;
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`unexpected "${this.#text.slice(this.#at, this.#at + 20)}"`);
  }

  #next(): string {
    TOKEN.lastIndex = this.#at;
    const token = TOKEN.exec(this.#text)?.[1];
    if (token === undefined) throw this.#unexpected();
    this.#at = TOKEN.lastIndex;
    return token;
  }

  #take(token: string): boolean {
    const before = this.#at;
    if (this.#text.slice(this.#at).trim() !== "" && this.#next() === token) return true;
    this.#at = before;
    return false;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#unexpected();
  }

  #union(): Shape {
    let found = this.#one();
    while (this.#take("|")) found = either(found, this.#one()) ?? found;
    return found;
  }

  #one(): Shape {
    const token = this.#next();
    if (token === "{") return this.#object();
    if (token.startsWith('"')) return shape(["text"]);
    if (token === "id") {
      this.#expect("<");
      this.#next();
      this.#expect(">");
      return shape(["text"]);
    }
    if (token === "array" || token === "set") return shape([], { element: this.#inside() });
    if (token === "record" || token === "map") return shape([], { others: this.#ofEntries() });
    const simple = SIMPLE[token];
    if (simple === undefined) throw new SyntaxError(`unknown type "${token}"`);
    return shape(simple);
  }

  #inside(): Shape {
    this.#expect("<");
    const found = this.#union();
    this.#expect(">");
    return found;
  }

  #ofEntries(): Shape {
    this.#expect("<");
    this.#union();
    this.#expect(",");
    const found = this.#union();
    this.#expect(">");
    return found;
  }

  #object(): Shape {
    const fields = new Map<string, Shape>();
    while (!this.#take("}")) {
      const name = this.#next();
      this.#take("?");
      this.#expect(":");
      fields.set(name.slice(1, -1), this.#union());
      if (!this.#take(",")) {
        this.#expect("}");
        break;
      }
    }
    return shape([], { fields });
  }
}

function readingOf(known: Shape | undefined, said: Json | undefined): Reading {
  if (said === "int64" || said === "bytes") return said;
  if (said === "float64inf") return "infinity";
  if (isObject(said) && "$float64NaN" in said) return "NaN";
  const [only, ...more] = known?.texts ?? [];
  return only !== undefined && more.length === 0 ? only : "text";
}

function readText(text: string, reading: Reading, said: Json | undefined): Json {
  switch (reading) {
    case "int64":
      return integerToJson(BigInt(text));
    case "bytes":
      return { $bytes: text };
    case "infinity":
      if (!/^-?Infinity$/.test(text)) throw new SyntaxError(`"${text}" is not an infinity`);
      return floatToJson(Number(text));
    case "NaN":
      return isObject(said) ? { $float: said["$float64NaN"] ?? null } : floatToJson(NaN);
    case "text":
      return text;
  }
}

/** A plain value with what its type, and a line about it alone, say of it. */
function restored(value: Json, known: Shape | undefined, said: Json | undefined): Json {
  if (typeof value === "string") return readText(value, readingOf(known, said), said);
  if (typeof value === "number") return floatToJson(value);
  if (Array.isArray(value)) {
    const each = Array.isArray(said) ? said : [];
    return value.map((item, at) => restored(item, known?.element, each[at]));
  }
  if (!isObject(value)) return value;
  const each = isObject(said) ? said : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const of = either(known?.fields.get(name), known?.others);
      return [name, restored(field, of, each[name])];
    }),
  );
}

/** How to read a line of a table's documents. */
export type ReadLine = (line: string) => Json;

/** As the table's `generated_schema.jsonl` says. Raises `SyntaxError` when that is damaged. */
export function readerFor(generatedSchema: string): ReadLine {
  const [first = "", ...rest] = generatedSchema.split("\n").filter((line) => line.trim() !== "");
  const type = parseJson(first);
  if (type === "uniform") return fromPortable;
  if (typeof type !== "string") throw new SyntaxError("the first line is not a text");
  const known = new Parser(type).whole();
  const said = new Map<string, Json>();
  for (const line of rest) {
    const given = parseJson(line);
    for (const [id, context] of Object.entries(isObject(given) ? given : {})) said.set(id, context);
  }
  return (line) => {
    const document = parseJson(line);
    const id = isObject(document) ? document["_id"] : undefined;
    return restored(document, known, typeof id === "string" ? said.get(id) : undefined);
  };
}
