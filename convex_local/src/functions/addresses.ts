/** How syscalls name functions, and how errors cross from them into the package. */
import { InvalidCursor } from "../database/pagination.ts";
import type { JsonObject } from "../values/json.ts";
import { FunctionFailed } from "./errors.ts";
import { canonicalPath } from "./paths.ts";

export function functionPath(argument: JsonObject): string {
  const { name, functionHandle } = argument;
  if (typeof name === "string") return canonicalPath(name);
  if (typeof functionHandle === "string" && functionHandle.startsWith("function://;")) {
    return canonicalPath(functionHandle.slice("function://;".length));
  }
  throw new Error("Components are not supported by the embedded runtime.");
}

/** The package rebuilds errors from `message` and `data` alone. */
export function carried(error: unknown): Error {
  const carrier = new Error(error instanceof Error ? error.message : String(error));
  const known = error instanceof FunctionFailed || error instanceof InvalidCursor;
  return known && error.data !== undefined ? Object.assign(carrier, { data: error.data }) : carrier;
}
