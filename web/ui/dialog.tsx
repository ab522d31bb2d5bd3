"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { text } from "@/text/editing.ts";
import { classes } from "./classes.ts";
import { IconButton } from "./button.tsx";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
};

const widths = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-3xl", xl: "max-w-6xl" };

export function Dialog(props: DialogProps) {
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 animate-fade bg-backdrop backdrop-blur-[2px]" />
        <Base.Viewport className="fixed inset-0 z-50 flex flex-col items-center overflow-y-auto p-3 sm:p-6">
          <Base.Popup
            className={classes(
              "mt-auto w-full shrink-0 animate-rise rounded-panel border border-line bg-surface shadow-3 outline-none sm:mb-auto",
              widths[props.size ?? "md"],
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-1">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-base font-semibold">{props.title}</Base.Title>
                {props.description ? (
                  <Base.Description className="mt-1 text-sm text-muted">
                    {props.description}
                  </Base.Description>
                ) : null}
              </div>
              <Base.Close
                render={
                  <IconButton label={text.common.close} tip={null} size="sm" className="-mr-1.5">
                    <X aria-hidden />
                  </IconButton>
                }
              />
            </header>
            {props.children ? <div className="px-5 py-3">{props.children}</div> : null}
            {props.footer ? (
              <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">
                {props.footer}
              </footer>
            ) : (
              <div className="pb-2" />
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
