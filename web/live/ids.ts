/** Addresses carry ids as plain text; Convex checks each one. The only place that claims their type. */
import type { Id, TableNames } from "@convex/_generated/dataModel";

export function toId<Table extends TableNames>(value: string): Id<Table> {
  return value as Id<Table>;
}
