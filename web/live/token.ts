/**
 * The access token for Convex, from this site's own session. A server that does not answer is asked
 * again until it does: the person stays signed in, and only a refusal signs them out.
 */
import { after } from "@/browser/time.ts";

export type TokenAnswer = { kind: "token"; token: string } | { kind: "signed_out" };
export type AskSession = (forced: boolean) => Promise<SessionAnswer>;
export type SessionAnswer = { accessToken?: string | null; problem?: string | null } | null;

const firstWaitMs = 500;
const longestWaitMs = 8_000;
/** How often a page whose sign-in has ended looks for a new one. */
const signInWaitMs = 3_000;

/**
 * A token, however long it takes. A sign-in that has ended is not told to Convex, which would drop
 * everything that is on the page: the page stays as it is, and goes on after a new sign-in, which
 * may happen in another tab.
 */
export async function awaitToken(options: {
  forced: boolean;
  ask: AskSession;
  onAway: (away: boolean) => void;
  onSignedOut: (signedOut: boolean) => void;
  wait?: (milliseconds: number) => Promise<void>;
}): Promise<string> {
  const wait = options.wait ?? pause;
  let { forced } = options;
  for (;;) {
    const answer = await askForToken({ ...options, forced });
    options.onSignedOut(answer.kind === "signed_out");
    if (answer.kind === "token") return answer.token;
    forced = false;
    await wait(signInWaitMs);
  }
}

export async function askForToken(options: {
  forced: boolean;
  ask: AskSession;
  onAway: (away: boolean) => void;
  wait?: (milliseconds: number) => Promise<void>;
}): Promise<TokenAnswer> {
  const wait = options.wait ?? pause;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      const session = await options.ask(options.forced);
      if (session?.accessToken) {
        options.onAway(false);
        return { kind: "token", token: session.accessToken };
      }
      if (session?.problem !== "unreachable") {
        options.onAway(false);
        return { kind: "signed_out" };
      }
    } catch {
      // No answer at all is the same as a backend that is away.
    }
    options.onAway(true);
    await wait(waitMs);
  }
}

export const askNextAuth: AskSession = async (forced) => {
  if (!forced) return readSession(await fetch("/api/auth/session", { cache: "no-store" }));
  const csrf = (await readJson(await fetch("/api/auth/csrf", { cache: "no-store" }))) as {
    csrfToken?: string;
  };
  const response = await fetch("/api/auth/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ csrfToken: csrf.csrfToken ?? "", data: {} }),
  });
  return readSession(response);
};

async function readSession(response: Response): Promise<SessionAnswer> {
  return (await readJson(response)) as SessionAnswer;
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The session could not be read: ${response.status}`);
  return response.json();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    after(milliseconds, resolve);
  });
}
