"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { classes } from "./classes.ts";
import type { MenuItem, MenuProps } from "./menu-items.ts";

const itemClasses =
  "flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-hover data-disabled:text-faint [&_svg]:size-4 [&_svg]:text-faint";

/** A menu that has been opened. */
export function MenuPopup(props: MenuProps) {
  return (
    <Base.Root modal={false} defaultOpen>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className="z-50">
          <Base.Popup className="min-w-48 animate-rise rounded-card border border-line bg-raised p-1 shadow-2 outline-none">
            {props.header ? (
              <div className="mb-1 border-b border-line px-2.5 pt-1.5 pb-2">{props.header}</div>
            ) : null}
            {props.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case "line":
      return <Base.Separator className="my-1 h-px bg-line" />;
    case "link":
      return (
        <Base.LinkItem className={itemClasses} href={item.href} closeOnClick>
          {item.icon}
          {item.label}
        </Base.LinkItem>
      );
    case "item":
      return (
        <Base.Item
          className={classes(itemClasses, item.danger && "text-bad [&_svg]:text-bad")}
          disabled={item.disabled ?? false}
          onClick={item.onSelect}
        >
          {item.icon}
          <span className="flex-1">{item.label}</span>
          {item.chosen ? <Check aria-hidden /> : null}
        </Base.Item>
      );
  }
}
