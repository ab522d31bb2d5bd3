"use client";
import { toRefusal } from "@/live/errors.ts";
import { text } from "@/text/en.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { StatePage } from "@/ui/state-page.tsx";

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  const gone = toRefusal(error).code === "resource.not_found";
  return (
    <StatePage
      title={gone ? text.states.notFoundTitle : text.states.errorTitle}
      body={gone ? text.editor.gone : text.states.errorBody}
    >
      {gone ? null : (
        <Button tone="primary" onClick={reset}>
          {text.common.retry}
        </Button>
      )}
      <a href="/library" className={buttonClasses(gone ? "primary" : "secondary")}>
        {text.states.goLibrary}
      </a>
    </StatePage>
  );
}
