import NextAuth from "next-auth";
import { authOptions } from "@/auth/options.ts";
import { readConfig } from "@/server/config.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Context): Promise<Response> {
  const handler = NextAuth(authOptions(readConfig())) as (
    request: Request,
    context: Context,
  ) => Promise<Response>;
  return handler(request, context);
}

export { handle as GET, handle as POST };
