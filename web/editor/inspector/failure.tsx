"use client";
import { RotateCcw } from "lucide-react";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { Badge } from "@/ui/feedback.tsx";
import { useEditor } from "../state/editor-context.tsx";
import { Attempts } from "./attempts.tsx";
import { offersOf } from "./offers.ts";

const t = text.inspector;

/** Why the newest version failed, what was tried, and what can be done now. */
export function Failure({ scene }: { scene: Scene }) {
  const { actions } = useEditor();
  const version = scene.errorVersion ?? scene.version;
  const { jobId } = scene;
  return (
    <section role="alert" className="flex flex-col gap-2.5 rounded-card bg-bad-soft p-3.5">
      <h3 className="font-semibold text-bad">{t.failedTitle(version)}</h3>
      <p className="leading-5">{scene.error?.error ?? scene.errorMessage}</p>
      {scene.liveVersion === undefined ? null : (
        <p className="text-xs text-muted">{t.stillPlays(scene.liveVersion)}</p>
      )}
      <Offers scene={scene} />
      <Attempts sceneId={scene._id} version={version} />
      <div className="flex flex-wrap gap-2">
        {jobId ? (
          <Button
            size="sm"
            tone="primary"
            icon={<RotateCcw aria-hidden className="size-3.5" />}
            onClick={() => void actions.retry(jobId)}
          >
            {t.retry}
          </Button>
        ) : null}
        <Button size="sm" tone="ghost" onClick={() => void actions.dismiss(scene._id)}>
          {t.dismiss}
        </Button>
      </div>
    </section>
  );
}

/** Changes that the author could make of the wish; a click makes one of them. */
function Offers({ scene }: { scene: Scene }) {
  const { actions } = useEditor();
  const offers = offersOf(scene.error);
  if (offers.length === 0 || scene.liveVersion === undefined) return null;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-xs font-medium">{t.offers}</p>
      {offers.map((offer) => (
        <button
          key={offer.said}
          type="button"
          onClick={() =>
            void actions.applyReading(scene._id, {
              instruction: offer.said,
              chips: offer.chips,
              operations: offer.operations,
            })
          }
          className="rounded-control border border-line bg-raised px-3 py-2 text-left text-[0.8125rem] hover:border-accent-line"
        >
          {offer.said}
          {offer.chips.length > 0 ? (
            <span className="mt-1 flex flex-wrap gap-1">
              {offer.chips.map((chip) => (
                <Badge key={chip}>{chip}</Badge>
              ))}
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
