import "server-only";
/** The web server's calls to the backend's sign-in routes. The browser never makes them itself. */
import { createRefresher, type RefreshOutcome, type SignedIn, toSignedIn } from "./tokens.ts";

export class BackendRefused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "BackendRefused";
    this.status = status;
    this.code = code;
  }
}

const timeoutMs = 10_000;

type Question = { body?: Record<string, unknown>; accessToken?: string | undefined };

/**
 * Posts a body, or reads where there is none.
 * @throws BackendRefused with code `web.backend_unreachable` when nothing answered.
 */
export async function askBackend(url: string, { body, accessToken }: Question): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
      headers: {
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...(accessToken ? { Authorization: `Bearer ${accessToken}` } : {}),
      },
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
  } catch {
    throw new BackendRefused(503, "web.backend_unreachable", "The server cannot be reached.");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const envelope = (answer ?? {}) as { code?: string; error?: string };
  throw new BackendRefused(
    response.status,
    envelope.code ?? "web.backend_failed",
    envelope.error ?? "The server answered with an error.",
  );
}

export async function signInThroughBackend(
  apiUrl: string,
  route: string,
  body: Record<string, unknown>,
): Promise<SignedIn> {
  const signedIn = toSignedIn(await askBackend(apiUrl + route, { body }), Date.now());
  if (!signedIn) throw new BackendRefused(502, "web.backend_failed", "The answer had no token.");
  return signedIn;
}

/** Ends the sign-in at the backend as well. Signing out here works even when it is away. */
export async function endAtBackend(apiUrl: string, refreshToken: string): Promise<void> {
  try {
    await askBackend(`${apiUrl}/auth/logout`, { body: { refreshToken } });
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
  }
}

async function spend(apiUrl: string, refreshToken: string): Promise<RefreshOutcome> {
  try {
    const body = { refreshToken };
    const signedIn = await signInThroughBackend(apiUrl, "/auth/refresh", body);
    return { kind: "renewed", tokens: signedIn.tokens };
  } catch (error) {
    const refused = error instanceof BackendRefused && [400, 401, 403].includes(error.status);
    return { kind: refused ? "refused" : "unreachable" };
  }
}

const refreshers = new Map<string, (refreshToken: string) => Promise<RefreshOutcome>>();

export function refresherOf(apiUrl: string): (refreshToken: string) => Promise<RefreshOutcome> {
  const known = refreshers.get(apiUrl);
  if (known) return known;
  const made = createRefresher((token) => spend(apiUrl, token), Date.now);
  refreshers.set(apiUrl, made);
  return made;
}
