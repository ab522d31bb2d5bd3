import { BackendRefused, postToBackend } from "@/auth/backend.ts";
import { readConfig } from "@/server/config.ts";

/** Account forms, passed on to the backend. Each names the fields it lets through. */
const actions: Record<string, { route: string; fields: string[] }> = {
  register: { route: "/auth/register", fields: ["email", "password", "name"] },
  forgot: { route: "/auth/forgot", fields: ["email"] },
  confirm: { route: "/auth/confirm", fields: ["token"] },
  reset: { route: "/auth/reset", fields: ["token", "password"] },
};

type Context = { params: Promise<{ action: string }> };

export async function POST(request: Request, context: Context): Promise<Response> {
  const config = readConfig();
  const action = actions[(await context.params).action];
  if (!action) return refusal(404, "request.invalid");
  // Another site's form must not make accounts in this visitor's name.
  if (request.headers.get("origin") !== new URL(config.siteUrl).origin) {
    return refusal(403, "request.invalid");
  }
  const given: unknown = await request.json().catch(() => null);
  if (typeof given !== "object" || given === null) return refusal(400, "request.invalid");
  const body = Object.fromEntries(
    Object.entries(given).filter(([name]) => action.fields.includes(name)),
  );
  try {
    await postToBackend(config.apiUrl, action.route, body);
    return Response.json({ ok: true });
  } catch (error) {
    if (error instanceof BackendRefused) return refusal(error.status, error.code);
    throw error;
  }
}

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status });
}
