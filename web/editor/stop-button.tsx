"use client";
import type { Id } from "@convex/_generated/dataModel";
import { Square } from "lucide-react";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { useEditor } from "./state/editor-context.tsx";

/** Stops what is being made; there is nothing to stop before it has a job. */
export function StopButton({ jobId }: { jobId: Id<"jobs"> | undefined }) {
  const { actions } = useEditor();
  if (jobId === undefined) return null;
  return (
    <Button
      size="sm"
      tone="ghost"
      icon={<Square aria-hidden className="size-3" />}
      onClick={() => void actions.cancel(jobId)}
    >
      {text.editor.cancelJob}
    </Button>
  );
}
