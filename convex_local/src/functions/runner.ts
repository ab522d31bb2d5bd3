/**
 * Runs one query or mutation inside a transaction: checks arguments and results, keeps the clock,
 * collects logs, and turns whatever is thrown into a `FunctionFailed`. Nested calls come back here
 * through the syscalls. Who may begin and end transactions: engine.ts.
 */
import type { Checker } from "../database/checker.ts";
import { checkedValue, parseJson, type Json } from "../values/json.ts";
import { checkShape, LIMITS } from "../values/sizes.ts";
import { Call, runInCall, type FunctionKind } from "./call.ts";
import { DatabaseSyscalls } from "./database_syscalls.ts";
import { FunctionFailed } from "./errors.ts";
import type { RegisteredFunction, Registry } from "./registry.ts";
import type { FunctionRunner, Run } from "./run.ts";
import type { Services } from "./services.ts";
import { errorParts } from "./stack.ts";

/** Text longer than this may hold an array or object past the limits; shorter text cannot. */
const SHAPE_CHECK_LENGTH = 2 * LIMITS.objectFields;

export function describeError(registry: Registry, error: unknown): FunctionFailed {
  if (error instanceof FunctionFailed) return error;
  const text = registry.stacks.describe(error);
  if (typeof error === "object" && error !== null && Symbol.for("ConvexError") in error) {
    const { data } = error as { data?: unknown };
    return new FunctionFailed(text, typeof data === "string" ? parseJson(data) : null);
  }
  const carried = (error as { systemData?: Json } | null | undefined)?.systemData;
  return new FunctionFailed(text, carried);
}

export function checkArguments(
  registered: RegisteredFunction,
  args: Json,
  checker: Checker,
): string {
  const text = JSON.stringify([args]);
  if (text.length > LIMITS.argumentBytes) {
    throw new FunctionFailed(
      `Arguments for ${registered.path} are too large (actual: ${text.length} bytes, limit: ${LIMITS.argumentBytes} bytes)`,
    );
  }
  try {
    // Only what is tagged can be wrong inside: `{"$integer": "text"}`.
    if (text.includes('"$')) checkedValue(args);
    checkShape(args, LIMITS.valueNesting);
  } catch (error) {
    throw new FunctionFailed(
      `Invalid arguments for ${registered.path}: ${errorParts(error).message}`,
    );
  }
  const problem =
    registered.args === undefined ? undefined : checker.problem(registered.args, args);
  if (problem !== undefined) throw new FunctionFailed(`ArgumentValidationError: ${problem}`);
  return text;
}

export function checkResult(
  registered: RegisteredFunction,
  result: string,
  checker: Checker,
): string {
  if (result.length > LIMITS.resultBytes) {
    throw new FunctionFailed(
      `Function ${registered.path} return value is too large (actual: ${result.length} bytes, limit: ${LIMITS.resultBytes} bytes)`,
    );
  }
  if (registered.returns === undefined && result.length < SHAPE_CHECK_LENGTH) return result;
  const value = parseJson(result);
  try {
    checkShape(value, LIMITS.valueNesting);
  } catch (error) {
    throw new FunctionFailed(
      `Function ${registered.path} return value invalid: ${errorParts(error).message}`,
    );
  }
  const problem =
    registered.returns === undefined ? undefined : checker.problem(registered.returns, value);
  if (problem !== undefined) throw new FunctionFailed(`ReturnsValidationError: ${problem}`);
  return result;
}

async function withTimeout<T>(work: Promise<T>, milliseconds: number, path: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new FunctionFailed(
          `Function execution timed out (maximum duration: ${milliseconds / 1000}s): ${path}`,
        ),
      );
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class Runner implements FunctionRunner {
  readonly registry: Registry;
  readonly services: Services;

  constructor(registry: Registry, services: Services) {
    this.registry = registry;
    this.services = services;
  }

  find(path: string, kind: Exclude<FunctionKind, "http">): RegisteredFunction {
    const registered = this.registry.find(path);
    if (registered === undefined) throw notFound(path);
    if (registered.kind !== kind) {
      throw new FunctionFailed(
        `Trying to execute ${path} as ${capital(kind)}, but it is defined as ${capital(registered.kind)}.`,
      );
    }
    return registered;
  }

  /** The result as JSON text. Raises `FunctionFailed` for everything that goes wrong. */
  async run(registered: RegisteredFunction, args: Json, run: Run): Promise<string> {
    const { transaction } = run;
    const call = new Call({
      kind: registered.kind,
      path: registered.path,
      now: Math.floor(transaction.ts / 1000),
      seed: this.services.seed(),
      requestId: run.requestId,
    });
    call.syscalls = new DatabaseSyscalls(this, run, call);
    try {
      const text = checkArguments(registered, args, transaction.checker);
      const work = runInCall(call, () => registered.invoke(text, run.requestId));
      const result = await withTimeout(work, this.services.functionTimeoutMs, registered.path);
      return checkResult(registered, result, transaction.checker);
    } catch (error) {
      throw describeError(this.registry, error);
    } finally {
      call.close();
      if (call.readClock) run.observed.clock = true;
      run.logs.push(...call.logs);
    }
  }
}

/** Whoever has the admin key reaches all functions; to others only public ones exist. */
export function notFound(path: string, admin = false): FunctionFailed {
  return new FunctionFailed(
    `Could not find ${admin ? "function" : "public function"} for '${path.replace(/:default$/, "")}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
  );
}

function capital(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
