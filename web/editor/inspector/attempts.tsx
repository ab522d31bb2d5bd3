"use client";
import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import { useState } from "react";
import type { SceneId } from "../state/use-actions.ts";
import { text } from "@/text/editing.ts";

const t = text.inspector;

/** What was tried until a version was proved, or given up; asked for when it is opened. */
export function Attempts(props: { sceneId: SceneId; version: number }) {
  const [open, setOpen] = useState(false);
  const source = useQuery(api.scenes.source, open ? props : "skip");
  return (
    <details className="text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="text-muted">{t.tried}</summary>
      <ol className="mt-2 flex list-decimal flex-col gap-1 pl-5">
        {source?.attemptsLog.map((attempt) => (
          <li key={`${attempt.at}-${attempt.step}`}>
            <span className="font-medium">{attempt.step.replaceAll("_", " ")}</span>:{" "}
            {attempt.outcome}
            {attempt.message ? <span className="block text-muted">{attempt.message}</span> : null}
          </li>
        ))}
      </ol>
    </details>
  );
}
