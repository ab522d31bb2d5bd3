import { makeFunctionReference } from "convex/server";
import { beforeAll, describe, expect, test } from "vitest";
import http from "./http";
import { sign } from "./lib/hmac";
import type { Backend, Caller } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { belongings, removeAccount } from "./tests/belongings.harness";
import { keys } from "./tests/keys.harness";
import { refusal } from "./tests/refusal.harness";
import { call, send, signedRequest } from "./tests/worker.harness";

/**
 * The walk is generated: every module is loaded and every public function in it is called, so a function
 * that somebody adds is tested before anybody thinks of it.
 */
type Kind = "query" | "mutation" | "action";
type Field = { fieldType: Validator; optional: boolean };
type Validator =
  | { type: "object"; value: Record<string, Field> }
  | { type: "array"; value: Validator }
  | { type: "union"; value: Validator[] }
  | { type: "literal"; value: unknown }
  | { type: "id"; tableName: string }
  | { type: "string" | "number" | "boolean" | "null" | "any" | "record" };
type PublicFunction = { name: string; kind: Kind; args: Validator };

const modules = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.*.ts", "!./schema.ts"], {
  eager: true,
});

function kindOf(exported: Record<string, unknown>): Kind | null {
  if (exported["isPublic"] !== true) return null;
  if (exported["isQuery"] === true) return "query";
  if (exported["isMutation"] === true) return "mutation";
  return exported["isAction"] === true ? "action" : null;
}

const publicFunctions: PublicFunction[] = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, exported]) => {
    if (typeof exported !== "function") return [];
    const registered = exported as unknown as Record<string, unknown> & {
      exportArgs?: () => string;
    };
    const kind = kindOf(registered);
    if (kind === null || registered.exportArgs === undefined) return [];
    const path = `${file.replace(/^\.\//, "").replace(/\.ts$/, "")}:${name}`;
    return [{ name: path, kind, args: JSON.parse(registered.exportArgs()) as Validator }];
  }),
);

/** These need no sign-in, each for a reason that its comment gives. */
const open = new Set(["shareLinks:open", "shareLinks:countView"]);
/** Signed in but new: this is what makes the row. */
const forNewcomers = new Set(["users:ensure"]);

/** An argument of the right shape; ids come from the given row of each table. */
function sample(validator: Validator, ids: Record<string, string>): unknown {
  switch (validator.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(validator.value)
          .filter(([, field]) => !field.optional)
          .map(([key, field]) => [
            key,
            key === "paginationOpts" ? { numItems: 5, cursor: null } : sample(field.fieldType, ids),
          ]),
      );
    case "id":
      return ids[validator.tableName];
    case "array":
      return [sample(validator.value, ids)];
    case "union":
      return sample(validator.value[0] ?? { type: "null" }, ids);
    case "literal":
      return validator.value;
    case "number":
      return 1;
    case "boolean":
      return true;
    case "null":
      return null;
    case "record":
      return {};
    default:
      return "https://example.com/text";
  }
}

async function callAs(
  caller: Caller,
  { name, kind, args }: PublicFunction,
  ids: Record<string, string>,
): Promise<unknown> {
  const given = sample(args, ids) as Record<string, unknown>;
  if (kind === "query") return await caller.query(makeFunctionReference<"query">(name), given);
  if (kind === "mutation")
    return await caller.mutation(makeFunctionReference<"mutation">(name), given);
  return await caller.action(makeFunctionReference<"action">(name), given);
}

let backend: Backend;
let anns: Record<string, string>;
let bobs: Record<string, string>;
/** Ids of rows that were there once. */
let missing: Record<string, string>;
let before: string;

/** What every public query of Ann's answers. */
async function portrait(): Promise<string> {
  const ann = backend.as("ann");
  const queries = publicFunctions.filter(
    ({ name, kind }) => kind === "query" && !open.has(name) && !name.startsWith("admin:"),
  );
  const answers: Record<string, unknown> = {};
  for (const one of queries) answers[one.name] = await callAs(ann, one, anns);
  return JSON.stringify(answers);
}

beforeAll(async () => {
  backend = await startBackend();
  anns = (await belongings(backend, "ann")).ids;
  bobs = (await belongings(backend, "bob")).ids;
  const gone = await belongings(backend, "gone");
  missing = gone.ids;
  await call(backend, "/server/identity.remove", { externalId: gone.externalId });
  await removeAccount(backend, gone.userId, {
    projects: [missing["projects"] ?? ""],
    sessions: [missing["videoSessions"] ?? ""],
    now: Date.now(),
  });
  before = await portrait();
  return async () => await backend.close();
}, 120_000);

/** The one refusal, whole: signed out, not yours and not there can't be told apart. */
const notFound = { code: "resource.not_found", error: "Not found.", details: {} };

const taking = publicFunctions.filter(({ args }) => idArgs(args).length > 0);

describe("[convex:ownership:walk] nobody reaches what is not theirs", () => {
  test("the walk has found the functions, and knows a row for every id they take", () => {
    expect(publicFunctions.length).toBeGreaterThan(60);
    const tables = JSON.stringify(publicFunctions.map((one) => one.args)).matchAll(
      /"tableName":"(\w+)"/g,
    );
    expect([...new Set([...tables].map((match) => match[1]))].sort()).toEqual(
      Object.keys(anns).sort(),
    );
  });

  test("every exported function is public through a builder that was walked, or internal", () => {
    for (const [file, module] of Object.entries(modules))
      for (const [name, exported] of Object.entries(module)) {
        if (typeof exported !== "function") continue;
        const { isPublic, isInternal } = exported as { isPublic?: boolean; isInternal?: boolean };
        expect([isPublic, isInternal], `${file} ${name}`).toContain(true);
      }
  });

  test.each(publicFunctions.filter(({ name }) => !open.has(name)))(
    "$name refuses a signed-out caller",
    async (one) => {
      expect(await refusal(callAs(backend.anonymous, one, anns))).toEqual(notFound);
    },
  );

  test.each(publicFunctions.filter(({ name }) => !open.has(name) && !forNewcomers.has(name)))(
    "$name refuses a signed-in stranger whom nobody knows",
    async (one) => {
      expect(await refusal(callAs(backend.as("stranger"), one, anns))).toEqual(notFound);
    },
  );

  test.each(taking)("$name refuses another person's id", async (one) => {
    expect(await refusal(callAs(backend.as("bob"), one, anns))).toEqual(notFound);
  });

  test.each(taking)("$name refuses the id of a row that is gone", async (one) => {
    expect(await refusal(callAs(backend.as("bob"), one, missing))).toEqual(notFound);
  });

  test.each(taking.filter(({ args }) => idArgs(args).length > 1))(
    "$name refuses another person's id among one's own",
    async (one) => {
      for (const table of idArgs(one.args)) {
        const mixed = { ...bobs, [table]: anns[table] ?? "" };
        expect(await refusal(callAs(backend.as("bob"), one, mixed)), table).toEqual(notFound);
      }
    },
  );

  test.each(publicFunctions.filter(({ name }) => name.startsWith("admin:")))(
    "$name refuses who is no admin",
    async (one) => {
      expect((await refusal(callAs(backend.as("bob"), one, anns))).code).toBe("access.forbidden");
    },
  );

  test.each(
    publicFunctions.filter(
      (one) =>
        !taking.includes(one) &&
        one.kind === "query" &&
        !open.has(one.name) &&
        !one.name.startsWith("admin:"),
    ),
  )("$name shows another person nothing of the first one's", async (one) => {
    const answer = JSON.stringify(await callAs(backend.as("bob"), one, anns));
    for (const id of Object.values(anns)) expect(answer).not.toContain(id);
  });

  test("after all those calls nothing of the first one's has changed", async () => {
    expect(await portrait()).toBe(before);
  });
});

describe("[convex:ownership:doors] no HTTP door opens without its key", () => {
  const routes = http.getRoutes().map(([path, method]) => ({ path, method }));
  const refused = { error: "Unauthorized.", code: "signature.invalid", details: {} };

  test("the doors are those for callbacks and for the server, and all take POST", () => {
    expect(routes.length).toBeGreaterThan(20);
    for (const { path, method } of routes) {
      expect(path).toMatch(/^\/(callbacks|server)\/[A-Za-z.-]+$/);
      expect(method).toBe("POST");
    }
  });

  test.each(routes)("$path refuses who signs with no key or with another", async ({ path }) => {
    const signed = await signedRequest(path, anns);
    const withHeaders = (headers: Record<string, string>): RequestInit => ({ ...signed, headers });
    const { "X-Signature": signature = "", ...unsigned } = signed.headers as Record<string, string>;
    const bytes = new TextEncoder().encode(signed.body as string);
    const others = await sign(keys.webhook, unsigned["X-Timestamp"] ?? "", bytes);
    for (const headers of [
      unsigned,
      { ...unsigned, "X-Signature": others },
      {
        ...unsigned,
        "X-Signature": signature.replace(/^./, (digit) => (digit === "0" ? "1" : "0")),
      },
    ])
      expect(await send(backend, path, withHeaders(headers))).toMatchObject({
        status: 401,
        body: refused,
      });
  });
});

/** The tables whose ids the function must be given. */
function idArgs(args: Validator): string[] {
  if (args.type !== "object") return [];
  return Object.values(args.value).flatMap(({ fieldType, optional }) =>
    !optional && fieldType.type === "id" ? [fieldType.tableName] : [],
  );
}
