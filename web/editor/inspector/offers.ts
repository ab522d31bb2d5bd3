/** What an author who was not sure offers instead: read from the details of its refusal. Pure. */
export type Offer = { said: string; chips: string[]; operations: unknown[] };

const offersMax = 3;

export function offersOf(error: { code: string; details?: unknown } | undefined): Offer[] {
  if (error?.code !== "author.refused") return [];
  const { choices } = record(error.details);
  if (!Array.isArray(choices)) return [];
  return choices
    .map(toOffer)
    .filter((offer) => offer !== null)
    .slice(0, offersMax);
}

function toOffer(value: unknown): Offer | null {
  const { said, chips, operations } = record(value);
  if (typeof said !== "string" || !Array.isArray(operations) || operations.length === 0)
    return null;
  const words = Array.isArray(chips) ? chips.filter((chip) => typeof chip === "string") : [];
  return { said, chips: words, operations };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
