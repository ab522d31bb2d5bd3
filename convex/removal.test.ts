import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id, TableNames } from "./_generated/dataModel";
import schema from "./schema";
import type { Backend } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { belongings, removeAccount } from "./tests/belongings.harness";
import { rowsOf } from "./tests/peek.harness";
import { refusal } from "./tests/refusal.harness";
import { call } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const hourMs = 3_600_000;
const tables = Object.keys(schema.tables) as TableNames[];

/** Rows that nobody owns: answers to signed calls expire within minutes, places once they were swept. */
const nobodys: readonly TableNames[] = ["callbackSeen", "leftPlaces", "storeWalks"];

/** Rows that name any of these ids or texts, table by table. */
async function mentions(needles: readonly string[]): Promise<Partial<Record<TableNames, number>>> {
  const found: Partial<Record<TableNames, number>> = {};
  for (const table of tables.filter((name) => !nobodys.includes(name))) {
    const texts = (await rowsOf(backend, table)).map((row) => JSON.stringify(row));
    const count = texts.filter((text) => needles.some((needle) => text.includes(needle))).length;
    if (count > 0) found[table] = count;
  }
  return found;
}

async function removeWhole(userId: Id<"users">, now: number): Promise<void> {
  const ofUser = async (table: TableNames): Promise<string[]> =>
    (await rowsOf(backend, table)).filter((row) => row["ownerId"] === userId).map((row) => row._id);
  const rows = { projects: await ofUser("projects"), sessions: await ofUser("videoSessions") };
  await removeAccount(backend, userId, { ...rows, now });
}

describe("[convex:identity:remove-whole] removing an account", () => {
  test(
    "leaves no row of any table that names the person, and touches nobody else's",
    { timeout: 120_000 },
    async () => {
      const ann = await belongings(backend, "quixote");
      const bob = await belongings(backend, "sancho");
      const before = await mentions([ann.userId, ann.externalId]);
      const ofBob = await mentions([bob.userId, bob.externalId]);
      // A table that this test fills for nobody would prove nothing about it.
      expect(Object.keys(before).sort()).toEqual(
        tables
          .filter((table) => !nobodys.includes(table) && !ownedThroughAnother.includes(table))
          .sort(),
      );
      const ids = await idsOf(ann.userId);
      await call(backend, "/server/identity.remove", { externalId: ann.externalId });
      await removeWhole(ann.userId, Date.now());
      expect(await mentions([ann.email, ...ids.filter((id) => id !== ann.userId)])).toEqual({});
      // What a worker deletes from the store next: the sweep's own suite shows that it does.
      const left = (await rowsOf(backend, "leftPlaces")).map((row) => row["prefix"]);
      const { projects, videoSessions } = ann.ids;
      expect(left).toContain(`projects/${projects}/sessions/${videoSessions}/`);
      await removeWhole(ann.userId, Date.now() + hourMs);
      expect(await mentions([ann.userId, ann.externalId, ann.email, ...ids])).toEqual({});
      expect(await mentions([bob.userId, bob.externalId])).toEqual(ofBob);
    },
  );

  test("locks the name until the last access token is over, and then sets it free", async () => {
    const { person, externalId, userId } = await belongings(backend, "rocinante");
    await call(backend, "/server/identity.remove", { externalId });
    expect((await refusal(person.query(api.users.me, {}))).code).toBe("resource.not_found");
    await removeWhole(userId, Date.now());
    expect((await refusal(person.mutation(api.users.ensure, {}))).code).toBe("resource.not_found");
    const again = await call(backend, "/server/identity.create", { externalId, name: "New" });
    expect(again.body).toMatchObject({ outcome: "created", account: { disabled: false } });
    expect(
      await person.query(api.projects.list, { paginationOpts: { numItems: 9, cursor: null } }),
    ).toMatchObject({ page: [] });
  });
});

/** Their rows name a row of the person's, not the person. */
const ownedThroughAnother: readonly TableNames[] = ["sceneSources", "webhookAttempts"];

/** Every id of every row that is the person's, so that what only names such a row is found too. */
async function idsOf(userId: Id<"users">): Promise<string[]> {
  const ids: string[] = [];
  for (const table of tables)
    for (const row of await rowsOf(backend, table))
      if (JSON.stringify(row).includes(userId)) ids.push(row._id);
  return ids;
}
