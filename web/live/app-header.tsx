"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { text } from "@/text/editing.ts";
import { buttonClasses } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Logo } from "@/ui/logo.tsx";
import { AccountMenu } from "./account-menu.tsx";

const places = [
  { href: "/library", label: text.common.library },
  { href: "/settings", label: text.common.settings },
  { href: "/help", label: text.common.help },
];

/** The head of the signed-in pages, all but the editor. */
export function AppHeader() {
  const path = usePathname();
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-canvas/85 backdrop-blur-md">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-1 px-4 sm:px-6">
        <Link href="/library" className="mr-4 rounded-control">
          <Logo />
        </Link>
        <nav aria-label={text.common.product} className="flex gap-1 max-sm:hidden">
          {places.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              aria-current={path.startsWith(href) ? "page" : undefined}
              className={classes(
                "rounded-control px-3 py-1.5 text-sm font-medium",
                path.startsWith(href) ? "bg-hover text-ink" : "text-muted hover:text-ink",
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
        <span className="flex-1" />
        <Link href="/new" className={buttonClasses("primary", "sm")}>
          <Plus aria-hidden className="size-3.5" />
          {text.common.newSession}
        </Link>
        <AccountMenu />
      </div>
    </header>
  );
}
