/** What a menu shows, and what opens it. */
import type { ComponentProps, ReactElement, ReactNode } from "react";

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
