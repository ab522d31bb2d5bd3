import type { MetadataRoute } from "next";
import { readConfig } from "@/server/config.ts";

export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/library", "/new", "/sessions/", "/projects/", "/settings", "/share/", "/api/"],
    },
    sitemap: `${readConfig().siteUrl}/sitemap.xml`,
  };
}
