import type { MetadataRoute } from "next";
import { readConfig } from "@/server/config.ts";

export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  const { siteUrl } = readConfig();
  return ["/", "/help", "/sign-in", "/sign-up"].map((path) => ({ url: siteUrl + path }));
}
