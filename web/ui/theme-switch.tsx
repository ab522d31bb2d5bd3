"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { common } from "@/text/shell.ts";
import { IconButton } from "./button.tsx";
import { type Theme, themeCookie, toTheme } from "./theme.ts";

const order: Theme[] = ["system", "light", "dark"];
const names: Record<Theme, string> = {
  system: common.themeSystem,
  light: common.themeLight,
  dark: common.themeDark,
};
const icons = { system: Monitor, light: Sun, dark: Moon };

const listeners = new Set<() => void>();

function onChosen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function chosen(): Theme {
  return toTheme(document.documentElement.dataset["theme"]);
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(onChosen, chosen, (): Theme => "system");
  return [
    theme,
    (next) => {
      if (next === "system") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = next;
      document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
      for (const listener of listeners) listener();
    },
  ];
}

export function ThemeSwitch() {
  const [theme, choose] = useTheme();
  const Icon = icons[theme];
  const next = order[(order.indexOf(theme) + 1) % order.length] ?? "system";
  return (
    <IconButton label={`${common.theme}: ${names[theme]}`} onClick={() => choose(next)}>
      <Icon aria-hidden />
    </IconButton>
  );
}
