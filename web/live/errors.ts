/** What to tell a person about a refusal. Codes are relied on; messages are prose. */
import { text } from "@/text/editing.ts";
import { refusalData } from "./refusal-code.ts";

export type Refusal = { code: string; message: string; details: Record<string, unknown> };

export function toRefusal(error: unknown): Refusal {
  const unknown = text.refusals["unknown"] ?? "";
  const data = refusalData(error);
  if (!data) return { code: "unknown", message: unknown, details: {} };
  const { code, details } = data;
  return { code, message: text.refusals[code] ?? data.error ?? unknown, details };
}
