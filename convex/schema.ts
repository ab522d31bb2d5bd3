import { defineSchema } from "convex/server";
import { ledgerTables } from "./tables/ledger";
import { peopleTables } from "./tables/people";
import { storeTables } from "./tables/store";
import { webhookTables } from "./tables/webhooks";
import { workTables } from "./tables/work";

/** Every table; who writes, reads and deletes each is said beside it in `tables/`. */
export default defineSchema({
  ...workTables,
  ...ledgerTables,
  ...peopleTables,
  ...webhookTables,
  ...storeTables,
});
