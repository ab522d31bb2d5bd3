"use client";
import { type KeyboardEvent, useState } from "react";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { inputClasses } from "@/ui/field.tsx";
import { useEditor } from "../state/editor-context.tsx";

/** Renames in place: Enter and leaving keep it, Escape does not. */
export function TitleEdit(props: { scene: Scene; title: string; onDone: () => void }) {
  const { actions } = useEditor();
  const [value, setValue] = useState(props.title);
  function finish(): void {
    const title = value.trim();
    if (title && title !== props.title) void actions.rename(props.scene._id, title);
    props.onDone();
  }
  return (
    <input
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      aria-label={text.common.rename}
      className={`${inputClasses} relative z-10 h-6 px-1.5 text-[0.8125rem]`}
      value={value}
      maxLength={200}
      onChange={(event) => setValue(event.target.value)}
      onBlur={finish}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") props.onDone();
      }}
    />
  );
}
