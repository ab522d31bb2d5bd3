/** The backend's tokens: their shape, when they need renewing, and renewing them exactly once. */
export type BackendTokens = {
  accessToken: string;
  refreshToken: string;
  /** Epoch milliseconds. */
  accessExpiresAt: number;
};

export type BackendUser = { id: string; email: string; name: string };

export type SignedIn = { user: BackendUser; tokens: BackendTokens };

/** Renewed this long before its end, so that a token never expires on the way. */
const renewBeforeMs = 60_000;

export function needsRenewal(tokens: BackendTokens, now: number, forced: boolean): boolean {
  // Convex plans the next renewal only when a forced one brings a token that it has not seen.
  return forced || now >= tokens.accessExpiresAt - renewBeforeMs;
}

export function toSignedIn(body: unknown, now: number): SignedIn | null {
  const answer = record(body);
  const accessToken = text(answer["accessToken"]);
  const refreshToken = text(answer["refreshToken"]);
  if (!accessToken || !refreshToken) return null;
  const claims = readClaims(accessToken);
  const user = record(answer["user"]);
  const lifetime = Number(answer["expiresIn"] ?? 0) * 1000;
  const claimed = Number(claims["exp"] ?? 0) * 1000;
  return {
    user: {
      id: text(user["externalId"]) || text(claims["sub"]),
      email: text(user["email"]) || text(claims["email"]),
      name: text(user["name"]) || text(claims["name"]),
    },
    tokens: {
      accessToken,
      refreshToken,
      accessExpiresAt: lifetime > 0 ? now + lifetime : claimed || now,
    },
  };
}

function readClaims(token: string): Record<string, unknown> {
  const payload = token.split(".")[1];
  if (!payload) return {};
  try {
    return record(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export type RefreshOutcome =
  | { kind: "renewed"; tokens: BackendTokens }
  | { kind: "refused" }
  | { kind: "unreachable" };

/**
 * Makes refreshing safe for several tabs and for pages that leave before their cookie arrives: a
 * refresh token is spent once, and whoever shows it again soon after gets the same answer. The
 * backend treats a second spending as theft and would end the whole session.
 */
export function createRefresher(
  spend: (refreshToken: string) => Promise<RefreshOutcome>,
  now: () => number,
  keepMs = 120_000,
): (refreshToken: string) => Promise<RefreshOutcome> {
  const spent = new Map<string, { outcome: Promise<RefreshOutcome>; until: number }>();
  return (refreshToken) => {
    const time = now();
    for (const [key, entry] of spent) if (entry.until <= time) spent.delete(key);
    const known = spent.get(refreshToken);
    if (known) return known.outcome;
    const outcome = spend(refreshToken).then((answer) => {
      // A backend that was away may be asked again at once.
      if (answer.kind === "unreachable") spent.delete(refreshToken);
      return answer;
    });
    spent.set(refreshToken, { outcome, until: time + keepMs });
    return outcome;
  };
}
