"use client";
import { ArrowRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Skeleton } from "@/ui/feedback.tsx";
import type { Template } from "./templates.ts";

/** A large list that most people never open, so it comes when it is first looked at. */
const TemplateGallery = dynamic(
  async () => (await import("./template-gallery.tsx")).TemplateGallery,
  { ssr: false, loading: () => <Skeleton className="h-64" /> },
);

export function Templates(props: {
  busy: boolean;
  onStart: (templates: readonly Template[]) => void;
}) {
  const [chosen, setChosen] = useState<Template[]>([]);
  return (
    <section aria-label={text.templates.tab} className="pt-5">
      <p className="mb-4 text-muted">{text.templates.body}</p>
      <TemplateGallery chosen={chosen} onChange={setChosen} />
      {chosen.length > 0 ? (
        <div className="sticky bottom-4 z-20 mx-auto mt-6 flex w-fit max-w-full animate-rise flex-wrap items-center gap-2 rounded-panel border border-line bg-raised py-2 pr-2 pl-4 shadow-3">
          <span aria-live="polite" className="text-sm font-medium">
            {text.templates.chosen(chosen.length)}
          </span>
          <Button size="sm" tone="ghost" onClick={() => setChosen([])}>
            {text.templates.clear}
          </Button>
          <Button tone="primary" busy={props.busy} onClick={() => props.onStart(chosen)}>
            {text.templates.start(chosen.length)}
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        </div>
      ) : null}
    </section>
  );
}
