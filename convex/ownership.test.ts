import { makeFunctionReference } from "convex/server";
import { beforeAll, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Backend, Caller } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import { generated } from "./tests/story.harness";
import { Worker } from "./tests/worker.harness";

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

/** One row of Ann's in every table that a public function may name. */
async function rowsOfAnn(backend: Backend): Promise<Record<string, string>> {
  const { person, projectId, sessionId, scenes } = await generated(backend, [30, 30]);
  const { exportId, jobId } = await person.mutation(api.jobs.triggerExport, {
    sessionId,
    format: "mp4",
    quality: "720p",
    fps: 30,
  });
  const { apiKeyId } = await person.action(api.apiKeys.create, { name: "key", scopes: ["read"] });
  const { shareLinkId } = await person.action(api.shareLinks.create, { sessionId });
  const { endpointId } = await person.action(api.webhooks.createEndpoint, {
    url: "https://example.com/hook",
    events: ["*"],
  });
  const { deliveryId } = await person.mutation(api.webhooks.sendTest, { endpointId });
  const { sceneId } = scenes[0];
  const { jobId: edit } = await person.mutation(api.jobs.triggerRender, {
    sceneId,
    document: { schema: 1 },
  });
  await person.mutation(api.jobs.cancel, { jobId: edit });
  const templateId = await saveTemplate(backend, person, sceneId);
  return {
    projects: projectId,
    videoSessions: sessionId,
    scenes: sceneId,
    jobs: jobId,
    exports: exportId,
    apiKeys: apiKeyId,
    shareLinks: shareLinkId,
    webhookEndpoints: endpointId,
    webhookDeliveries: deliveryId,
    templates: templateId,
  };
}

async function saveTemplate(
  backend: Backend,
  person: Caller,
  sceneId: Id<"scenes">,
): Promise<string> {
  const started = await person.mutation(api.jobs.triggerRender, {
    sceneId,
    document: { schema: 1 },
  });
  await new Worker(backend).render({ jobId: started.jobId, sceneId, version: started.version }, 30);
  return await person.mutation(api.templates.saveFromScene, { sceneId, title: "Mine" });
}

let backend: Backend;
let ids: Record<string, string>;
let before: string;

async function portrait(): Promise<string> {
  const ann = backend.as("ann");
  const sessionId = ids["videoSessions"] as Id<"videoSessions">;
  const paginationOpts = { numItems: 100, cursor: null };
  return JSON.stringify([
    await ann.query(api.projects.list, { paginationOpts }),
    await ann.query(api.videoSessions.get, { sessionId }),
    await ann.query(api.scenes.listBySession, { sessionId }),
    await ann.query(api.apiKeys.list, { paginationOpts }),
    await ann.query(api.operations.history, { sessionId, paginationOpts }),
    await ann.query(api.templates.list, { paginationOpts }),
    await ann.query(api.users.me, {}),
  ]);
}

beforeAll(async () => {
  backend = await startBackend();
  ids = await rowsOfAnn(backend);
  await backend.as("bob").mutation(api.users.ensure, {});
  before = await portrait();
  return async () => await backend.close();
}, 60_000);

describe("[convex:ownership:walk] nobody reaches what is not theirs", () => {
  test("the walk has found the functions, and knows a row for every id they take", () => {
    expect(publicFunctions.length).toBeGreaterThan(60);
    const tables = JSON.stringify(publicFunctions.map((one) => one.args)).matchAll(
      /"tableName":"(\w+)"/g,
    );
    expect([...new Set([...tables].map((match) => match[1]))].sort()).toEqual(
      Object.keys(ids).sort(),
    );
  });

  test.each(publicFunctions.filter(({ name }) => !open.has(name)))(
    "$name refuses a signed-out caller",
    async (one) => {
      expect((await refusal(callAs(backend.anonymous, one, ids))).code).toBe("resource.not_found");
    },
  );

  test.each(publicFunctions.filter(({ name }) => !open.has(name) && !forNewcomers.has(name)))(
    "$name refuses a signed-in stranger whom nobody knows",
    async (one) => {
      expect((await refusal(callAs(backend.as("stranger"), one, ids))).code).toBe(
        "resource.not_found",
      );
    },
  );

  const taking = publicFunctions.filter(
    ({ args }) => JSON.stringify(args).includes('"type":"id"') && requiresId(args),
  );

  test.each(taking)("$name refuses another person's id", async (one) => {
    expect((await refusal(callAs(backend.as("bob"), one, ids))).code).toBe("resource.not_found");
  });

  test.each(publicFunctions.filter(({ name }) => name.startsWith("admin:")))(
    "$name refuses who is no admin",
    async (one) => {
      expect((await refusal(callAs(backend.as("bob"), one, ids))).code).toBe("access.forbidden");
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
    const answer = JSON.stringify(await callAs(backend.as("bob"), one, ids));
    for (const id of Object.values(ids)) expect(answer).not.toContain(id);
  });

  test("after all those calls nothing of the first one's has changed", async () => {
    expect(await portrait()).toBe(before);
  });
});

function requiresId(args: Validator): boolean {
  if (args.type !== "object") return false;
  return Object.values(args.value).some(
    (field) => !field.optional && field.fieldType.type === "id",
  );
}
