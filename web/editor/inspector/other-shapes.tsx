"use client";
import { Shapes as ShapesIcon } from "lucide-react";
import { useState } from "react";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { Badge } from "@/ui/feedback.tsx";
import { useEditor } from "../state/editor-context.tsx";
import type { Shape } from "../wishes/reading.ts";

const t = text.inspector;

/** The likeliest other templates for what the scene was asked to be, filled; a click draws one. */
export function OtherShapes({ scene }: { scene: Scene }) {
  const { actions } = useEditor();
  const [shapes, setShapes] = useState<readonly Shape[] | null>(null);
  const [busy, setBusy] = useState(false);

  async function find(): Promise<void> {
    setBusy(true);
    setShapes((await actions.otherShapes(scene._id)) ?? []);
    setBusy(false);
  }

  async function show(shape: Shape): Promise<void> {
    setBusy(true);
    const instruction = t.shownAs(shape.title);
    if (await actions.showAs(scene._id, instruction, shape)) setShapes(null);
    setBusy(false);
  }

  if (scene.liveVersion === undefined || scene.mode !== "document") return null;
  return (
    <section className="flex flex-col gap-1.5">
      {shapes === null ? (
        <div>
          <Button
            size="sm"
            tone="ghost"
            busy={busy}
            icon={<ShapesIcon aria-hidden className="size-3.5" />}
            onClick={() => void find()}
          >
            {t.otherShapes}
          </Button>
        </div>
      ) : (
        <div role="group" aria-label={t.otherShapes} className="flex flex-col gap-1.5">
          <p className="text-xs font-medium">{shapes.length === 0 ? t.noShapes : t.otherShapes}</p>
          {shapes.map((shape) => (
            <button
              key={shape.title}
              type="button"
              disabled={busy}
              onClick={() => void show(shape)}
              className="rounded-control border border-line bg-raised px-3 py-2 text-left text-[0.8125rem] hover:border-accent-line"
            >
              <span className="font-medium">{shape.title}</span>
              <span className="block text-xs text-muted">{shape.description}</span>
              <span className="mt-1 flex flex-wrap gap-1">
                {shape.chips.map((chip) => (
                  <Badge key={chip} className="h-auto! whitespace-normal!">
                    {chip}
                  </Badge>
                ))}
              </span>
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
