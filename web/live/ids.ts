/** Addresses carry ids as plain text; Convex checks each one. The only place that claims their type. */
import type { Id, TableNames } from "@convex/_generated/dataModel";

export function toId<Table extends TableNames>(value: string): Id<Table> {
  return value as Id<Table>;
}

/** Whether an address can name anything at all; a mistyped one is answered before Convex is asked. */
export function isIdShaped(value: string): boolean {
  return /^[0-9a-z]{31,37}$/.test(value);
}
