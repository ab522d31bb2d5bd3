import { readConfig } from "@/server/config.ts";

export const dynamic = "force-dynamic";

/** Answers once the settings are whole; the supervisor waits for it. */
export function GET(): Response {
  readConfig();
  return Response.json({ status: "ok" });
}
