"use client";
import { X } from "lucide-react";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button, IconButton } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Badge } from "@/ui/feedback.tsx";
import { sceneTitle } from "../state/clips.ts";
import { nextStep, plansOf, type Proposal, type Understood } from "./reading.ts";
import { Readings } from "./readings.tsx";

const t = text.wishes;

/** The scenes that a wish means, and in each what it is understood as. */
export function Meant(props: {
  proposal: Proposal;
  scenes: readonly Scene[];
  sending: boolean;
  onToggle: (scene: Scene) => void;
  onPick: (sceneId: string, index: number) => void;
  onCancel: () => void;
  onApply: () => void;
}) {
  const { proposal, scenes } = props;
  const ready = plansOf(proposal, scenes).length;
  return (
    <div
      role="group"
      aria-label={t.found}
      onKeyDown={(event) => (event.key === "Escape" ? props.onCancel() : undefined)}
      className="mb-2 max-h-[50vh] animate-rise overflow-auto rounded-card border border-accent-line bg-accent-soft p-3"
    >
      <div className="flex items-center gap-2">
        <p role="status" className="flex-1 text-xs font-medium">
          {proposal.reason}
        </p>
        <IconButton size="sm" label={text.common.cancel} onClick={props.onCancel}>
          <X aria-hidden />
        </IconButton>
      </div>
      <Scenes proposal={proposal} scenes={scenes} onToggle={props.onToggle} />
      <Understandings proposal={proposal} scenes={scenes} onPick={props.onPick} />
      <div className="mt-2 flex justify-end">
        <Button
          size="sm"
          tone="primary"
          busy={props.sending}
          disabled={ready === 0}
          onClick={props.onApply}
        >
          {t.apply(ready)}
        </Button>
      </div>
    </div>
  );
}

function InScene(props: {
  understood: Understood | null;
  picked: number | undefined;
  onPick: (index: number) => void;
}) {
  const step = nextStep(props.understood);
  if (step === "send") return <Badge className="mt-1">{t.asSaid}</Badge>;
  return (
    <Readings
      readings={props.understood?.readings ?? []}
      picked={props.picked ?? (step === "confirm" ? 0 : undefined)}
      onPick={props.onPick}
    />
  );
}

function Scenes(props: {
  proposal: Proposal;
  scenes: readonly Scene[];
  onToggle: (scene: Scene) => void;
}) {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
      {props.scenes.map((scene, index) => {
        const on = props.proposal.chosen.has(scene._id);
        return (
          <button
            key={scene._id}
            type="button"
            aria-pressed={on}
            onClick={() => props.onToggle(scene)}
            className={classes(
              "max-w-48 truncate rounded-full border px-2.5 py-1 text-xs",
              on
                ? "border-accent bg-accent text-on-accent"
                : "border-line-strong text-muted hover:text-ink",
            )}
          >
            {index + 1}. {sceneTitle(scene)}
          </button>
        );
      })}
    </div>
  );
}

function Understandings(props: {
  proposal: Proposal;
  scenes: readonly Scene[];
  onPick: (sceneId: string, index: number) => void;
}) {
  const { chosen, read, picked } = props.proposal;
  return (
    <ul className="mt-2 flex flex-col gap-2">
      {props.scenes.map((scene, index) =>
        chosen.has(scene._id) && read.has(scene._id) ? (
          <li key={scene._id} className="flex items-start gap-2 text-xs">
            <span className="w-6 shrink-0 pt-1.5 text-muted">{index + 1}.</span>
            <div className="flex-1">
              <InScene
                understood={read.get(scene._id) ?? null}
                picked={picked.get(scene._id)}
                onPick={(which) => props.onPick(scene._id, which)}
              />
            </div>
          </li>
        ) : null,
      )}
    </ul>
  );
}
