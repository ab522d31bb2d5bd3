"use client";
import { cloneElement } from "react";
import type { MenuProps } from "./menu-items.ts";
import { useOnDemand } from "./on-demand.ts";

/** Until it is first opened, a menu is its button: a list of hundreds has hundreds of menus. */
export function Menu(props: MenuProps) {
  const [popup, trigger] = useOnDemand("menu", async () => import("./menu-popup.tsx"));
  if (!popup) return cloneElement(props.trigger, trigger);
  return <popup.MenuPopup {...props} />;
}
