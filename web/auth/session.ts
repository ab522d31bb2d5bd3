import "server-only";
import { cookies, headers } from "next/headers";
import type { NextRequest } from "next/server";
import { getToken, type JWT } from "next-auth/jwt";
import { readConfig } from "@/server/config.ts";

/** Who asks, read from the cookie alone: rendering a page never spends a refresh token. */
export async function readSession(): Promise<JWT | null> {
  const jar = await cookies();
  const request = {
    cookies: Object.fromEntries(jar.getAll().map((cookie) => [cookie.name, cookie.value])),
    headers: Object.fromEntries(await headers()),
  };
  const token = await getToken({
    req: request as unknown as NextRequest,
    secret: readConfig().sessionSecret,
  });
  return token?.problem === "signed_out" ? null : token;
}
