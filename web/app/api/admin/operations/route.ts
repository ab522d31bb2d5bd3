import { readSession } from "@/auth/session.ts";
import { readConfig } from "@/server/config.ts";

const timeoutMs = 20_000;

/** Queues and storage, which only the backend knows; it decides whether the caller may see them. */
export async function GET(): Promise<Response> {
  const token = (await readSession())?.tokens?.accessToken;
  if (!token) return Response.json({ code: "auth.invalid_token" }, { status: 401 });
  try {
    const answer = await fetch(`${readConfig().apiUrl}/v1/admin/operations`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
    return Response.json(await answer.json(), { status: answer.status });
  } catch {
    return Response.json({ code: "web.backend_unreachable" }, { status: 503 });
  }
}
