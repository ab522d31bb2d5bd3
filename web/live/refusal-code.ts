/**
 * What a refusal of Convex carries, told by its shape: pages that do without Convex show errors too,
 * and must not load its client to know one.
 */
export type RefusalData = { code: string; error: string | null; details: Record<string, unknown> };

export function refusalData(error: unknown): RefusalData | null {
  if (!(error instanceof Error) || !("data" in error)) return null;
  const { data } = error;
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  const given = data as { code: unknown; error?: unknown; details?: unknown };
  return {
    code: String(given.code),
    error: typeof given.error === "string" ? given.error : null,
    details: (given.details ?? {}) as Record<string, unknown>,
  };
}
