/** Stack frames of bundled code, told as lines of the project's own files. */
import { SourceMap, type SourceMapPayload } from "node:module";

const FRAME = /^\s+at (?:(.*?) \()?(convex-(?:bundle|node)\.js):(\d+):(\d+)\)?$/;

export class StackMapper {
  readonly #maps: Map<string, SourceMap>;

  constructor(maps: readonly (readonly [string, string])[]) {
    this.#maps = new Map(
      maps
        .filter(([, text]) => text !== "")
        .map(([name, text]) => [name, new SourceMap(JSON.parse(text) as SourceMapPayload)]),
    );
  }

  /** `Uncaught Error: message` and the frames that lie in the project. */
  describe(error: unknown): string {
    const { name, message, stack } = errorParts(error);
    const frames = stack
      .split("\n")
      .map((line) => this.#frame(line))
      .filter((line) => line !== undefined);
    return [`Uncaught ${name}: ${message}`, ...frames].join("\n");
  }

  #frame(line: string): string | undefined {
    const match = FRAME.exec(line);
    if (match === null) return undefined;
    const [, called, file = "", row, column] = match;
    const found = this.#maps.get(file)?.findEntry(Number(row) - 1, Number(column) - 1);
    if (found === undefined || !("originalSource" in found)) return undefined;
    const source = found.originalSource.replace(/^(\.\.?\/)+/, "");
    if (source.includes("node_modules") || source === "entry.js") return undefined;
    const place = `../convex/${source}:${found.originalLine + 1}:${found.originalColumn}`;
    return `    at ${called === undefined ? place : `${called} (${place})`}`;
  }
}

/** Errors come from other realms, so `instanceof Error` says nothing about them. */
export function errorParts(error: unknown): { name: string; message: string; stack: string } {
  if (typeof error === "object" && error !== null && "message" in error) {
    const { name, message, stack } = error as { name?: unknown; message: unknown; stack?: unknown };
    return {
      name: typeof name === "string" ? name : "Error",
      message: String(message),
      stack: typeof stack === "string" ? stack : "",
    };
  }
  return { name: "Error", message: String(error), stack: "" };
}
