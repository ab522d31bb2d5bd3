/** What to tell a person about a refusal. Codes are relied on; messages are prose. */
import { ConvexError } from "convex/values";
import { text } from "@/text/en.ts";

export type Refusal = { code: string; message: string; details: Record<string, unknown> };

export function toRefusal(error: unknown): Refusal {
  if (error instanceof ConvexError) {
    const data: unknown = error.data;
    if (typeof data === "object" && data !== null && "code" in data) {
      const given = data as { code: unknown; error?: unknown; details?: unknown };
      const code = String(given.code);
      return {
        code,
        message:
          text.refusals[code] ??
          (typeof given.error === "string" ? given.error : (text.refusals["unknown"] ?? "")),
        details: (given.details ?? {}) as Record<string, unknown>,
      };
    }
  }
  return { code: "unknown", message: text.refusals["unknown"] ?? "", details: {} };
}
