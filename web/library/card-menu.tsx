"use client";
import { Copy, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { text } from "@/text/en.ts";
import { IconButton } from "@/ui/button.tsx";
import { Menu } from "@/ui/menu.tsx";
import { TitleDialog } from "./title-dialog.tsx";

const t = text.library;

/** What can be done with a card of the library; renaming asks for the new title first. */
export function CardMenu(props: {
  /** What the card is called on screen, also when it has no title. */
  name: string;
  title: string;
  onRename: (title: string) => Promise<boolean>;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  const [renaming, setRenaming] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <IconButton size="sm" label={t.actionsFor(props.name)} className="relative z-10">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
        items={[
          {
            kind: "item",
            id: "rename",
            label: text.common.rename,
            icon: <Pencil aria-hidden />,
            onSelect: () => setRenaming(true),
          },
          {
            kind: "item",
            id: "duplicate",
            label: text.common.duplicate,
            icon: <Copy aria-hidden />,
            onSelect: props.onDuplicate,
          },
          { kind: "line", id: "line" },
          {
            kind: "item",
            id: "remove",
            label: text.common.delete,
            icon: <Trash2 aria-hidden />,
            danger: true,
            onSelect: props.onRemove,
          },
        ]}
      />
      {renaming ? (
        <TitleDialog
          heading={t.renameTitle}
          label={t.renameLabel}
          title={props.title}
          onClose={() => setRenaming(false)}
          onSave={props.onRename}
        />
      ) : null}
    </>
  );
}
