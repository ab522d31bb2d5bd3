import type { DefaultSession } from "next-auth";
import type { BackendTokens, BackendUser } from "./tokens.ts";

declare module "next-auth" {
  interface Session {
    user: BackendUser & DefaultSession["user"];
    /** The backend's access token, for Convex. */
    accessToken: string | null;
    problem: "signed_out" | "unreachable" | null;
  }

  interface User {
    backend?: { user: BackendUser; tokens: BackendTokens };
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    person?: BackendUser;
    tokens?: BackendTokens;
    problem?: "signed_out" | "unreachable" | null;
  }
}
