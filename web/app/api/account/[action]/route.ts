import { askBackend, BackendRefused } from "@/auth/backend.ts";
import { readSession } from "@/auth/session.ts";
import { readConfig } from "@/server/config.ts";

type Action = { route: string; fields: string[]; signedIn?: true };

/** Account forms, passed on to the backend. Each names the fields it lets through. */
const actions: Record<string, Action> = {
  register: { route: "/auth/register", fields: ["email", "password", "name"] },
  forgot: { route: "/auth/forgot", fields: ["email"] },
  confirm: { route: "/auth/confirm", fields: ["token"] },
  reset: { route: "/auth/reset", fields: ["token", "password"] },
  email: { route: "/auth/me/email", fields: ["email", "password"], signedIn: true },
  proof: { route: "/auth/me/email/proof", fields: [], signedIn: true },
  password: {
    route: "/auth/me/password",
    fields: ["currentPassword", "password"],
    signedIn: true,
  },
  delete: { route: "/auth/me/delete", fields: ["password"], signedIn: true },
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
  return answerOf(async () => {
    const accessToken = action.signedIn ? await ownToken() : undefined;
    // What the backend answers stays here: it may hold tokens.
    await askBackend(config.apiUrl + action.route, { body, accessToken });
    return { ok: true };
  });
}

/** What the signed-in person may see of the account. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  if ((await context.params).action !== "me") return refusal(404, "request.invalid");
  return answerOf(async () =>
    askBackend(`${readConfig().apiUrl}/auth/me`, { accessToken: await ownToken() }),
  );
}

async function ownToken(): Promise<string> {
  const token = (await readSession())?.tokens?.accessToken;
  if (!token) throw new BackendRefused(401, "auth.invalid_token", "Nobody is signed in here.");
  return token;
}

async function answerOf(work: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await work(), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    if (error instanceof BackendRefused) return refusal(error.status, error.code);
    throw error;
  }
}

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status });
}
