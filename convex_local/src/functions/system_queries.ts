/**
 * The vendor's own queries that `npx convex env`, `data`, `run`, `import`, `export` and
 * `function-spec` ask for. The admin key may run and watch them; to everybody else they are not
 * there.
 */
import { pageRequest, paginate } from "../database/pagination.ts";
import { asText, isObject, type Json, type JsonObject } from "../values/json.ts";
import { FunctionFailed } from "./errors.ts";
import type { SystemQuery } from "./engine.ts";
import type { RegisteredFunction, Registry } from "./registry.ts";
import type { Transfers } from "./transfers.ts";

export interface SystemSetup {
  readonly environment: () => Readonly<Record<string, string>>;
  readonly registry: () => Registry;
  readonly transfers: Transfers;
  readonly origin: string;
  readonly siteOrigin: string;
}

/** Set by the runtime, not by the project: `env list` is about the project's own. */
const BUILT_IN = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);
const KIND = { query: "Query", mutation: "Mutation", action: "Action" } as const;

function given(args: Json): JsonObject {
  return isObject(args) ? args : {};
}

function named(args: Json, field: string): string {
  const value = given(args)[field];
  if (typeof value === "string") return value;
  throw new FunctionFailed(`ArgumentValidationError: \`${field}\` must be a string.`);
}

function describeFunction(registered: RegisteredFunction): JsonObject {
  const [module = "", name = ""] = registered.path.split(":");
  return {
    functionType: KIND[registered.kind],
    identifier: `${module}.js:${name}`,
    visibility: { kind: registered.internal ? "internal" : "public" },
    args: (registered.args as Json | undefined) ?? { type: "any" },
    returns: (registered.returns as Json | undefined) ?? { type: "any" },
  };
}

function tableData(): SystemQuery {
  return (transaction, args) => {
    const { order, paginationOpts } = given(args);
    const options = isObject(paginationOpts) ? paginationOpts : {};
    const source = {
      type: "FullTableScan",
      tableName: named(args, "table"),
      order: order === "asc" ? "asc" : "desc",
    };
    const { page, isDone, continueCursor } = paginate(
      transaction,
      pageRequest({
        query: { source, operators: [] },
        cursor: options["cursor"] ?? null,
        pageSize: options["numItems"] ?? 100,
      }),
      null,
    );
    return `{"page":[${page.join(",")}],"isDone":${String(isDone)},"continueCursor":${JSON.stringify(continueCursor)}}`;
  };
}

export function systemQueries(setup: SystemSetup): (path: string) => SystemQuery | undefined {
  const { transfers } = setup;
  const plain = (answer: (args: Json) => Json): SystemQuery => {
    return (_transaction, args) => JSON.stringify(answer(args));
  };
  const variables = () =>
    Object.entries(setup.environment())
      .filter(([name]) => !BUILT_IN.has(name))
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const queries = new Map<string, SystemQuery>([
    ["queryEnvironmentVariables:default", plain(variables)],
    [
      "queryEnvironmentVariables:get",
      plain((args) => variables().find(({ name }) => name === named(args, "name")) ?? null),
    ],
    [
      "tables:default",
      ({ catalog }) => {
        const names = catalog.tables().map(({ name }) => name);
        const page = names.filter((name) => !name.startsWith("_")).map((name) => ({ name }));
        return JSON.stringify({ page, isDone: true, continueCursor: "" });
      },
    ],
    ["tableData:default", tableData()],
    [
      "modules:apiSpec",
      plain(() => [
        ...setup.registry().functions().map(describeFunction),
        ...setup.registry().routes(),
      ]),
    ],
    ["convexUrl:cloudUrl", plain(() => setup.origin)],
    ["convexUrl:siteUrl", plain(() => setup.siteOrigin)],
    ["queryImport:list", (transaction) => JSON.stringify(transfers.imports(transaction))],
    [
      "queryImport:default",
      (transaction, args) =>
        JSON.stringify(transfers.findImport(transaction, named(args, "importId"))),
    ],
    ["exports:getLatest", (transaction) => JSON.stringify(transfers.latestExport(transaction))],
  ]);
  return (path) => {
    const [, area, name = ""] = /^_system\/(cli|frontend)\/(.*)$/.exec(path) ?? [];
    if (area === "frontend") return name === "components:list" ? plain(() => []) : undefined;
    return area === undefined ? undefined : queries.get(asText(name));
  };
}
