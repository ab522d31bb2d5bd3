"use client";
import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import { CircleHelp, Library, LogOut, Monitor, Moon, Plus, Settings, Sun } from "lucide-react";
import { signOut } from "@/auth/sign-out.ts";
import { text } from "@/text/editing.ts";
import { Menu } from "@/ui/menu.tsx";
import { useTheme } from "@/ui/theme-switch.tsx";

const t = text.common;

const places = [
  {
    kind: "link",
    id: "library",
    label: t.library,
    icon: <Library aria-hidden />,
    href: "/library",
  },
  { kind: "link", id: "new", label: t.newSession, icon: <Plus aria-hidden />, href: "/new" },
  {
    kind: "link",
    id: "settings",
    label: t.settings,
    icon: <Settings aria-hidden />,
    href: "/settings",
  },
  { kind: "link", id: "help", label: t.help, icon: <CircleHelp aria-hidden />, href: "/help" },
] as const;

export function AccountMenu() {
  const me = useQuery(api.users.me, {});
  const [theme, choose] = useTheme();
  const name = me?.name || me?.email || t.account;
  const themes = [
    { id: "system", label: t.themeSystem, icon: <Monitor aria-hidden /> },
    { id: "light", label: t.themeLight, icon: <Sun aria-hidden /> },
    { id: "dark", label: t.themeDark, icon: <Moon aria-hidden /> },
  ] as const;
  return (
    <Menu
      header={
        <>
          <p className="truncate text-sm font-medium">{name}</p>
          {me?.email && me.email !== name ? (
            <p className="truncate text-xs text-faint">{me.email}</p>
          ) : null}
        </>
      }
      trigger={
        <button
          type="button"
          aria-label={t.account}
          className="ml-1 grid size-8 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text hover:bg-press"
        >
          {name.slice(0, 1).toUpperCase()}
        </button>
      }
      items={[
        ...places,
        { kind: "line", id: "line1" },
        ...themes.map(({ id, label, icon }) => ({
          kind: "item" as const,
          id,
          label,
          chosen: theme === id,
          icon,
          onSelect: () => choose(id),
        })),
        { kind: "line", id: "line2" },
        {
          kind: "item",
          id: "out",
          label: t.signOut,
          icon: <LogOut aria-hidden />,
          onSelect: () => void signOut(),
        },
      ]}
    />
  );
}
