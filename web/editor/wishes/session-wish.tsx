"use client";
import { Sparkles, X } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button, IconButton } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { toast } from "@/ui/toast.tsx";
import { sceneTitle } from "../state/clips.ts";
import { useEditor, useSelectedScene } from "../state/editor-context.tsx";
import { type Found, locate } from "./locate.ts";

const t = text.wishes;

type Proposal = { wish: string; found: Found[]; chosen: Set<string> };

/** One box for the whole video: it shows which scenes it takes to be meant, then asks. */
export function SessionWish() {
  const { session, scenes, actions } = useEditor();
  const selected = useSelectedScene();
  const [wish, setWish] = useDraft(`wish:${session._id}`);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [sending, setSending] = useState(false);

  function find(event: SubmitEvent): void {
    event.preventDefault();
    const said = wish.trim();
    if (!said) return;
    const found = locate(said, scenes.map(toPlace), selected?._id ?? null);
    setProposal({ wish: said, found, chosen: new Set(found.map(({ sceneId }) => sceneId)) });
  }

  async function apply({ wish: said, chosen }: Proposal): Promise<void> {
    setSending(true);
    const meant = scenes.filter(({ _id }) => chosen.has(_id));
    const answers = await Promise.all(meant.map(({ _id }) => actions.edit(_id, said)));
    const sent = answers.filter(Boolean).length;
    setSending(false);
    if (sent === 0) return;
    toast.success(sent === meant.length ? t.sent(sent) : t.partly(sent, meant.length));
    setProposal(null);
    setWish("");
  }

  return (
    <div className="border-t border-line bg-surface px-3 py-2">
      {proposal ? (
        <Meant
          proposal={proposal}
          scenes={scenes}
          sending={sending}
          onChange={setProposal}
          onApply={() => void apply(proposal)}
        />
      ) : null}
      <form onSubmit={find} className="flex items-center gap-2">
        <Sparkles aria-hidden className="size-4 shrink-0 text-accent-text" />
        <input
          data-wish="session"
          aria-label={t.label}
          placeholder={t.placeholder}
          maxLength={4000}
          value={wish}
          onChange={(event) => {
            setWish(event.target.value);
            setProposal(null);
          }}
          className="h-9 min-w-0 flex-1 rounded-control bg-transparent px-1 text-sm outline-none placeholder:text-faint focus-visible:outline-2 focus-visible:outline-accent"
        />
        <Button type="submit" size="sm" disabled={wish.trim() === "" || scenes.length === 0}>
          {t.find}
        </Button>
      </form>
    </div>
  );
}

function toPlace(scene: Scene) {
  return {
    sceneId: scene._id,
    title: sceneTitle(scene),
    words: [scene.summary, scene.narration, scene.pending?.instruction].filter(Boolean).join(" "),
  };
}

function Meant(props: {
  proposal: Proposal;
  scenes: readonly Scene[];
  sending: boolean;
  onChange: (proposal: Proposal | null) => void;
  onApply: () => void;
}) {
  const { proposal, scenes, onChange } = props;
  const toggle = (sceneId: string): void => {
    const chosen = new Set(proposal.chosen);
    if (!chosen.delete(sceneId)) chosen.add(sceneId);
    onChange({ ...proposal, chosen });
  };
  const reason = proposal.found[0]?.reason;
  return (
    <div
      role="group"
      aria-label={t.found}
      className="mb-2 animate-rise rounded-card border border-accent-line bg-accent-soft p-3"
    >
      <div className="flex items-center gap-2">
        <p className="flex-1 text-xs font-medium">
          {reason ? `${t.found} (${t.why[reason] ?? ""})` : t.foundNone}
        </p>
        <IconButton size="sm" label={text.common.cancel} onClick={() => onChange(null)}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
        {scenes.map((scene, index) => {
          const on = proposal.chosen.has(scene._id);
          return (
            <button
              key={scene._id}
              type="button"
              aria-pressed={on}
              onClick={() => toggle(scene._id)}
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
        <span className="flex-1" />
        <Button
          size="sm"
          tone="primary"
          busy={props.sending}
          disabled={proposal.chosen.size === 0}
          onClick={props.onApply}
        >
          {t.apply(proposal.chosen.size)}
        </Button>
      </div>
    </div>
  );
}
