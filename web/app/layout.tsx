import "@/ui/theme.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readConfig } from "@/server/config.ts";
import { text } from "@/text/en.ts";
import { themeCookie, toTheme } from "@/ui/theme.ts";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(readConfig().siteUrl),
    title: { default: text.landing.metaTitle, template: `%s · ${text.common.product}` },
    description: text.landing.metaDescription,
    applicationName: text.common.product,
    manifest: "/manifest.webmanifest",
    icons: { icon: "/icons/icon.svg", apple: "/icons/icon-180.png" },
    openGraph: {
      type: "website",
      siteName: text.common.product,
      title: text.landing.metaTitle,
      description: text.landing.metaDescription,
      images: [{ url: "/icons/card.png", width: 1200, height: 630 }],
    },
    twitter: { card: "summary_large_image" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f7f4" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1018" },
  ],
};

// A fresh nonce for every answer rules out prerendered pages.
export const dynamic = "force-dynamic";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = toTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" {...(theme === "system" ? {} : { "data-theme": theme })}>
      <body>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-control focus:bg-raised focus:px-3 focus:py-2 focus:shadow-2"
        >
          {text.common.skipToContent}
        </a>
        {children}
      </body>
    </html>
  );
}
