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
export function carried(error: unknown): unknown {
  const data =
    error instanceof FunctionFailed || error instanceof InvalidCursor ? error.data : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return data === undefined ? { message } : { message, data };
}
