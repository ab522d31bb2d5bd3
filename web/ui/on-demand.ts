"use client";
import { type KeyboardEvent, useState } from "react";

type Trigger = {
  "aria-haspopup": "menu" | "listbox";
  "aria-expanded": false;
  onPointerEnter: () => void;
  onFocus: () => void;
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/**
 * What a button opens, fetched when a pointer or the focus comes near and kept once it was opened.
 * Without a line nothing opens, and the next try fetches again.
 */
export function useOnDemand<Part>(
  opens: Trigger["aria-haspopup"],
  load: () => Promise<Part>,
): [Part | null, Trigger] {
  const [part, setPart] = useState<{ loaded: Part } | null>(null);
  const near = (): void => {
    load().catch(() => undefined);
  };
  const open = (): void => {
    load().then(
      (loaded) => setPart({ loaded }),
      () => undefined,
    );
  };
  return [
    part && part.loaded,
    {
      "aria-haspopup": opens,
      "aria-expanded": false,
      onPointerEnter: near,
      onFocus: near,
      onClick: open,
      onKeyDown(event) {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        open();
      },
    },
  ];
}
