import type { MetadataRoute } from "next";
import { text } from "@/text/en.ts";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: text.common.product,
    short_name: text.common.product,
    description: text.landing.metaDescription,
    start_url: "/library",
    display: "standalone",
    background_color: "#0f1018",
    theme_color: "#0f1018",
    icons: [
      { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [{ name: text.common.newSession, url: "/new" }],
  };
}
