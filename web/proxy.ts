/**
 * Runs before every page: gives it a fresh nonce and its security headers, and sends people who
 * are not signed in from the app's own pages to the sign-in page.
 */
import { getToken } from "next-auth/jwt";
import { type NextRequest, NextResponse } from "next/server";
import { readConfig } from "@/server/config.ts";
import { contentSecurityPolicy } from "@/server/csp.ts";

const signedInPages = /^\/(library|new|projects|sessions|settings)(\/|$)/;

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const config = readConfig();
  const { pathname, search } = request.nextUrl;
  if (signedInPages.test(pathname)) {
    const token = await getToken({ req: request, secret: config.sessionSecret });
    if (!token) {
      const target = new URL("/sign-in", config.siteUrl);
      target.searchParams.set("next", pathname + search);
      return NextResponse.redirect(target);
    }
  }
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy({
    nonce,
    convexUrl: config.convexUrl,
    mediaOrigins: config.mediaOrigins,
    secure: config.siteUrl.startsWith("https:"),
    development: process.env.NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("X-Frame-Options", "DENY");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set(
    "Permissions-Policy",
    "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  );
  return response;
}

export const config = {
  matcher: [
    "/((?!api/|_next/static|_next/image|icons/|favicon.ico|manifest.webmanifest|offline.html|service-worker.js).*)",
  ],
};
