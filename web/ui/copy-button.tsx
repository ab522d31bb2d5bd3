"use client";
import { Copy } from "lucide-react";
import { common } from "@/text/shell.ts";
import { Button } from "./button.tsx";
import { toast } from "./toast.tsx";

/** Puts a text on the clipboard and says so; where the browser forbids it, says that. */
export function CopyButton(props: { value: string; said?: string }) {
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.value);
      toast.success(props.said ?? common.copied);
    } catch {
      toast.error(common.copyFailed);
    }
  }
  return (
    <Button size="sm" icon={<Copy aria-hidden className="size-3.5" />} onClick={() => void copy()}>
      {common.copy}
    </Button>
  );
}
