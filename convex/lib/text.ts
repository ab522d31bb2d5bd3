/** Small rules for text and numbers that people type. */
import { fail } from "./errors";

export function cleanTitle(text: string, field = "title"): string {
  const clean = text.replace(/\s+/g, " ").trim();
  if (clean === "" || clean.length > 200) throw fail("request.invalid", { field, max: 200 });
  return clean;
}

export function bounded(text: string, max: number, field: string): string {
  if (text.length > max) throw fail("request.invalid", { field, max });
  return text;
}

export function wholeNumber(
  value: number,
  range: { min: number; max: number; field: string },
): number {
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    throw fail("request.invalid", { ...range });
  }
  return value;
}

/** Size of a JSON value as text, to keep documents far from the store's limit of 1 MiB. */
export function boundedJson(value: unknown, max: number, field: string): void {
  if (JSON.stringify(value ?? null).length > max) throw fail("request.invalid", { field, max });
}

/** A version 4 UUID from the transaction's own randomness: a name for a trace, never a secret. */
export function correlationIdFrom(random: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (letter) => {
    const digit = Math.floor(random() * 16);
    return (letter === "x" ? digit : (digit & 3) | 8).toString(16);
  });
}
