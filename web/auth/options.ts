import "server-only";
/**
 * NextAuth as the app uses it: JWT sessions, no database. The backend issues every token; NextAuth
 * keeps them in an encrypted cookie and renews them.
 */
import type { AuthOptions, User } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { WebConfig } from "@/server/config.ts";
import { BackendRefused, endAtBackend, refresherOf, signInThroughBackend } from "./backend.ts";
import { needsRenewal, type SignedIn } from "./tokens.ts";

export function authOptions(config: WebConfig): AuthOptions {
  return {
    secret: config.sessionSecret,
    session: { strategy: "jwt", maxAge: 30 * 24 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in", newUser: "/new" },
    providers: providersOf(config),
    callbacks: {
      async jwt({ token, user, account, trigger }) {
        if (account) return firstToken(config, { token, user, account });
        return renewedToken(config, token, trigger === "update");
      },
      session({ session, token }) {
        return {
          ...session,
          user: { ...session.user, ...(token.person ?? { id: "", email: "", name: "" }) },
          accessToken: token.problem ? null : (token.tokens?.accessToken ?? null),
          problem: token.problem ?? null,
        };
      },
      redirect({ url }) {
        if (url.startsWith("/")) return config.siteUrl + url;
        return URL.parse(url)?.origin === URL.parse(config.siteUrl)?.origin ? url : config.siteUrl;
      },
    },
    events: {
      async signOut({ token }) {
        const refreshToken = token.tokens?.refreshToken;
        if (refreshToken) await endAtBackend(config.apiUrl, refreshToken);
      },
    },
    logger: { error() {}, warn() {}, debug() {} },
  };
}

function providersOf(config: WebConfig): AuthOptions["providers"] {
  const providers: AuthOptions["providers"] = [
    CredentialsProvider({
      id: "password",
      name: "password",
      credentials: { email: {}, password: {} },
      authorize: (credentials) =>
        authorized(config, "/auth/login", {
          email: credentials?.email ?? "",
          password: credentials?.password ?? "",
          delivery: "body",
        }),
    }),
  ];
  if (config.localUser) {
    providers.push(
      CredentialsProvider({
        id: "local",
        name: "local",
        credentials: {},
        authorize: () => authorized(config, "/auth/local", { delivery: "body" }),
      }),
    );
  }
  if (config.github) providers.push(GithubProvider(config.github));
  if (config.google) providers.push(GoogleProvider(config.google));
  return providers;
}

/** The code of the refusal travels to the form as the error's message. */
async function authorized(
  config: WebConfig,
  route: string,
  body: Record<string, string>,
): Promise<User> {
  try {
    return toUser(await signInThroughBackend(config.apiUrl, route, body));
  } catch (error) {
    throw new Error(error instanceof BackendRefused ? error.code : "web.backend_failed");
  }
}

function toUser(signedIn: SignedIn): User {
  const { id, email, name } = signedIn.user;
  return { id, email, name, backend: signedIn };
}

type FirstSignIn = {
  token: JWT;
  user: User;
  account: { provider: string; access_token?: string | undefined; id_token?: string | undefined };
};

async function firstToken(config: WebConfig, signIn: FirstSignIn): Promise<JWT> {
  const { token, user, account } = signIn;
  const signedIn =
    user.backend ??
    (await signInThroughBackend(config.apiUrl, "/auth/oauth", {
      provider: account.provider,
      accessToken: account.access_token ?? null,
      idToken: account.id_token ?? null,
      delivery: "body",
    }));
  return { sub: token.sub ?? "", person: signedIn.user, tokens: signedIn.tokens, problem: null };
}

async function renewedToken(config: WebConfig, token: JWT, forced: boolean): Promise<JWT> {
  const { tokens } = token;
  if (!tokens || token.problem === "signed_out") return token;
  if (!needsRenewal(tokens, Date.now(), forced)) return { ...token, problem: null };
  const outcome = await refresherOf(config.apiUrl)(tokens.refreshToken);
  switch (outcome.kind) {
    case "renewed":
      return { ...token, tokens: outcome.tokens, problem: null };
    case "refused":
      return { ...token, problem: "signed_out" };
    case "unreachable":
      // A token that still works is kept; an expired one is asked about again next time.
      return { ...token, problem: Date.now() < tokens.accessExpiresAt ? null : "unreachable" };
  }
}
