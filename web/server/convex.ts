import "server-only";
import { api } from "@convex/_generated/api";
import { ConvexHttpClient } from "convex/browser";
import { cache } from "react";
import type { SharedSession } from "@/live/types.ts";
import { readConfig } from "./config.ts";

/** What a share link shows; null when the link does not work. Asked once a page. */
export const openShare = cache(async (token: string): Promise<SharedSession | null> => {
  const client = new ConvexHttpClient(readConfig().convexServerUrl, { logger: false });
  return client.query(api.shareLinks.open, { token });
});

export async function countView(token: string): Promise<void> {
  const client = new ConvexHttpClient(readConfig().convexServerUrl, { logger: false });
  await client.mutation(api.shareLinks.countView, { token });
}
