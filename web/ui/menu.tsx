"use client";
import { cloneElement, type ComponentProps, type ReactElement, type ReactNode } from "react";
import { useOnDemand } from "./on-demand.ts";

export type MenuItem =
  | {
      kind: "item";
      id: string;
      label: string;
      icon?: ReactNode;
      danger?: boolean;
      disabled?: boolean;
      /** Shown with a tick when it is the one in force. */
      chosen?: boolean;
      onSelect: () => void;
    }
  | { kind: "link"; id: string; label: string; icon?: ReactNode; href: string }
  | { kind: "line"; id: string };

export type MenuProps = {
  trigger: ReactElement<ComponentProps<"button">>;
  items: readonly MenuItem[];
  header?: ReactNode;
};

/** Until it is first opened, a menu is its button: a list of hundreds has hundreds of menus. */
export function Menu(props: MenuProps) {
  const [popup, trigger] = useOnDemand("menu", async () => import("./menu-popup.tsx"));
  if (!popup) return cloneElement(props.trigger, trigger);
  return <popup.MenuPopup {...props} />;
}
