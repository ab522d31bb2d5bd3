"use client";
import { refusalData } from "@/live/refusal-code.ts";
import { common, states } from "@/text/shell.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { StatePage } from "@/ui/state-page.tsx";

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  const gone = refusalData(error)?.code === "resource.not_found";
  return (
    <StatePage
      title={gone ? states.notFoundTitle : states.errorTitle}
      body={gone ? states.gone : states.errorBody}
    >
      {gone ? null : (
        <Button tone="primary" onClick={reset}>
          {common.retry}
        </Button>
      )}
      <a href="/library" className={buttonClasses(gone ? "primary" : "secondary")}>
        {states.goLibrary}
      </a>
    </StatePage>
  );
}
