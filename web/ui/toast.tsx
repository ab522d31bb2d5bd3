"use client";
import { Toaster as Base, toast as base } from "sonner";

export function Toaster() {
  return (
    <Base
      position="bottom-center"
      gap={8}
      offset={20}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-card border border-line bg-raised px-4 py-3 text-sm text-ink shadow-3",
          title: "font-medium",
          description: "text-muted",
          content: "min-w-0 flex-1",
          icon: "text-accent-text [&_svg]:size-4",
          error: "[&_[data-icon]]:text-bad",
          success: "[&_[data-icon]]:text-good",
          actionButton:
            "shrink-0 rounded-md bg-accent-soft px-2.5 py-1 text-xs font-medium text-accent-text",
        },
      }}
    />
  );
}

export const toast = base;
