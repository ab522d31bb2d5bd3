"use client";
import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import { Activity, Bot, Gauge, KeyRound, UserRound, Webhook } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { AppHeader } from "@/live/app-header.tsx";
import { text } from "@/text/en.ts";
import { classes } from "@/ui/classes.ts";

const t = text.settings;

const places = [
  { href: "/settings", label: t.nav.profile, icon: UserRound },
  { href: "/settings/usage", label: t.nav.usage, icon: Gauge },
  { href: "/settings/model", label: t.nav.model, icon: Bot },
  { href: "/settings/keys", label: t.nav.keys, icon: KeyRound },
  { href: "/settings/webhooks", label: t.nav.webhooks, icon: Webhook },
];

const adminPlace = { href: "/settings/admin", label: t.nav.admin, icon: Activity };

export function SettingsFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  const me = useQuery(api.users.me, {});
  const shown = me?.role === "admin" ? [...places, adminPlace] : places;
  return (
    <>
      <AppHeader />
      <main id="main" className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
        <h1 className="text-2xl font-semibold tracking-tight">{t.title}</h1>
        <div className="mt-6 grid grid-cols-1 gap-8 md:grid-cols-[11rem_minmax(0,1fr)]">
          <nav aria-label={t.title}>
            <ul className="-mx-3 flex flex-wrap gap-x-1 md:mx-0 md:flex-col md:gap-1">
              {shown.map(({ href, label, icon: Icon }) => (
                <li key={href}>
                  <Link
                    href={href}
                    aria-current={path === href ? "page" : undefined}
                    className={classes(
                      "flex items-center gap-2.5 rounded-control px-3 py-1.5 whitespace-nowrap",
                      path === href ? "bg-hover font-medium text-ink" : "text-muted hover:text-ink",
                    )}
                  >
                    <Icon aria-hidden className="size-4 text-faint max-md:hidden" />
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="min-w-0">{children}</div>
        </div>
      </main>
    </>
  );
}

export function Panel(props: { title: string; body?: string; children: ReactNode }) {
  return (
    <section className="mb-6 rounded-panel border border-line bg-surface p-5 sm:p-6">
      <h2 className="text-base font-semibold">{props.title}</h2>
      {props.body ? (
        <p className="mt-1 max-w-xl leading-6 text-muted text-pretty">{props.body}</p>
      ) : null}
      <div className="mt-5">{props.children}</div>
    </section>
  );
}
