/** The functions a loaded bundle offers, found by the flags that the `convex` package puts on them. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseSchema, NO_SCHEMA, type Schema } from "../database/schema.ts";
import { parseValidatorText, type Validator } from "../database/validators.ts";
import { asText, parseJson, type Json } from "../values/json.ts";
import type { Bundle } from "./bundle.ts";
import type { FunctionKind } from "./call.ts";
import { evaluateBundle, evaluateNodeBundle, type Environment } from "./sandbox.ts";
import { canonicalPath } from "./paths.ts";
import { StackMapper } from "./stack.ts";

export interface RegisteredFunction {
  readonly path: string;
  readonly kind: Exclude<FunctionKind, "http">;
  readonly internal: boolean;
  readonly args: Validator | undefined;
  readonly returns: Validator | undefined;
  readonly invoke: (args: string, requestId: string) => Promise<string>;
}

export interface HttpRouter {
  getRoutes(): readonly (readonly [path: string, method: string, handler: unknown])[];
  lookup(
    path: string,
    method: string,
  ): readonly [{ invokeHttpAction(request: Request): Promise<Response> }, string, string] | null;
}

export interface CronSpec {
  readonly name: string;
  readonly path: string;
  readonly args: Json;
  readonly schedule: Json;
}

type Exported = Record<string, unknown>;
type Callable = ((...values: unknown[]) => unknown) & Exported;

function invoker(
  callable: Callable,
  kind: RegisteredFunction["kind"],
): RegisteredFunction["invoke"] {
  const method = { query: "invokeQuery", mutation: "invokeMutation", action: "invokeAction" }[kind];
  const invoke = callable[method] as (...values: string[]) => Promise<string>;
  return kind === "action" ? (args, requestId) => invoke(requestId, args) : (args) => invoke(args);
}

function exportedText(
  callable: Callable,
  name: "exportArgs" | "exportReturns",
): Validator | undefined {
  const text = (callable[name] as (() => string) | undefined)?.();
  return text === undefined ? undefined : parseValidatorText(text);
}

function register(path: string, value: unknown, node: boolean): RegisteredFunction | undefined {
  if (typeof value !== "function") return undefined;
  const callable = value as Callable;
  const kind = callable["isQuery"]
    ? "query"
    : callable["isMutation"]
      ? "mutation"
      : callable["isAction"]
        ? "action"
        : undefined;
  if (kind === undefined) return undefined;
  if (node && kind !== "action") {
    throw new Error(`${path} is a ${kind} in a "use node" module; only actions can run in Node.`);
  }
  return {
    path,
    kind,
    internal: callable["isInternal"] === true,
    args: exportedText(callable, "exportArgs"),
    returns: exportedText(callable, "exportReturns"),
    invoke: invoker(callable, kind),
  };
}

function collect(bundle: Exported, node: boolean): Map<string, RegisteredFunction> {
  const found = new Map<string, RegisteredFunction>();
  for (const [module, exports] of Object.entries(bundle["modules"] as Record<string, Exported>)) {
    for (const [name, value] of Object.entries(exports)) {
      const path = `${module}:${name}`;
      const registered = register(path, value, node);
      if (registered !== undefined) found.set(path, registered);
    }
  }
  return found;
}

function defaultOf(bundle: Exported, module: string): Exported | undefined {
  const exports = (bundle["modules"] as Record<string, Exported>)[module];
  return exports?.["default"] as Exported | undefined;
}

function readCrons(bundle: Exported): CronSpec[] {
  const crons = defaultOf(bundle, "crons");
  if (crons?.["isCrons"] !== true) return [];
  const exported = parseJson((crons["export"] as () => string).call(crons)) as Record<
    string,
    Record<string, Json>
  >;
  return Object.entries(exported).map(([name, spec]) => ({
    name,
    path: canonicalPath(asText(spec["name"])),
    args: Array.isArray(spec["args"]) ? (spec["args"][0] ?? {}) : {},
    schedule: spec["schedule"] ?? null,
  }));
}

function refuseComponents(config: unknown): void {
  const children = (config as { _childComponents?: unknown[] } | undefined)?._childComponents;
  if (children !== undefined && children.length > 0) {
    throw new Error(
      "convex.config.ts uses components (app.use), which the embedded runtime does not support.",
    );
  }
}

export class Registry {
  readonly schema: Schema;
  readonly schemaText: string;
  readonly crons: readonly CronSpec[];
  readonly router: HttpRouter | undefined;
  readonly authConfig: unknown;
  readonly stacks: StackMapper;
  readonly #database: Map<string, RegisteredFunction>;
  readonly #actions: Map<string, RegisteredFunction>;

  constructor(bundle: Bundle, environment: Environment) {
    const isolate = { ...bundle.isolate, filename: "convex-bundle.js", environment };
    this.stacks = new StackMapper([
      ["convex-bundle.js", bundle.isolate.map],
      ["convex-node.js", bundle.node?.map ?? ""],
    ]);
    const database = evaluateBundle({ ...isolate, deterministic: true });
    const action = evaluateBundle({ ...isolate, deterministic: false });
    refuseComponents(database["appConfig"]);
    this.#database = collect(database, false);
    this.#actions = collect(action, false);
    if (bundle.node !== null) {
      const setup = {
        ...bundle.node,
        filename: "convex-node.js",
        environment,
        deterministic: false,
      };
      const node = evaluateNodeBundle(setup, createRequire(join(bundle.folder, "index.js")));
      for (const [path, registered] of collect(node, true)) this.#actions.set(path, registered);
    }
    const schema = database["schema"] as { export(): string } | undefined;
    this.schemaText = schema?.export() ?? "";
    this.schema = schema === undefined ? NO_SCHEMA : parseSchema(this.schemaText);
    this.crons = readCrons(database);
    this.router = defaultOf(action, "http") as unknown as HttpRouter | undefined;
    this.authConfig = action["authConfig"];
  }

  find(path: string): RegisteredFunction | undefined {
    const registered = this.#database.get(path);
    return registered === undefined || registered.kind === "action"
      ? this.#actions.get(path)
      : registered;
  }

  /** The HTTP routes, as the vendor's function specification lists them. */
  routes(): { functionType: "HttpAction"; path: string; method: string }[] {
    const routes = this.router?.getRoutes() ?? [];
    return routes.map(([path, method]) => ({ functionType: "HttpAction", path, method }));
  }

  functions(): RegisteredFunction[] {
    const names = new Set([...this.#database.keys(), ...this.#actions.keys()]);
    return [...names].sort().flatMap((name) => this.find(name) ?? []);
  }
}
