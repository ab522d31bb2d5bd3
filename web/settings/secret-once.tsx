"use client";
import { Copy } from "lucide-react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/feedback.tsx";
import { toast } from "@/ui/toast.tsx";

/** A secret that is shown this once. */
export function SecretOnce({ note, secret }: { note: string; secret: string }) {
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(secret);
    toast.success(text.common.copied);
  }
  return (
    <Notice
      tone="warn"
      action={
        <Button
          size="sm"
          icon={<Copy aria-hidden className="size-3.5" />}
          onClick={() => void copy()}
        >
          {text.common.copy}
        </Button>
      }
    >
      <p>{note}</p>
      <code className="mt-1.5 block font-mono text-xs break-all select-all">{secret}</code>
    </Notice>
  );
}
