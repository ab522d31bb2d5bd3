"use client";
import { Sparkles } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { toast } from "@/ui/toast.tsx";
import { useEditor, useSelectedScene } from "../state/editor-context.tsx";
import { Meant } from "./meant.tsx";
import { plansOf, type Proposal } from "./reading.ts";

const t = text.wishes;

/** Looks up which scenes a wish means and what it is understood as in each. */
function useProposal() {
  const { scenes, actions } = useEditor();
  const selected = useSelectedScene();
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [busy, setBusy] = useState(false);

  const change = (patch: (before: Proposal) => Proposal): void =>
    setProposal((before) => (before === null ? null : patch(before)));

  async function find(said: string): Promise<void> {
    if (!said || busy) return;
    setBusy(true);
    const found = await actions.findScenes(said, selected?._id);
    const meant = scenes.filter(({ _id }) => found?.sceneIds.includes(_id));
    const asks = found === null ? t.away : (found.question ?? undefined);
    // Several that fit alike are no answer yet: the person ticks the ones meant.
    const chosen = new Set(asks === undefined ? meant.map(({ _id }) => _id) : []);
    const reason = asks ?? (meant.length > 0 ? found?.reason : undefined) ?? t.foundNone;
    setProposal({ wish: said, reason, chosen, read: new Map(), picked: new Map() });
    setBusy(false);
    await Promise.all(
      meant.filter(({ _id }) => chosen.has(_id)).map(async (each) => read(each, said)),
    );
  }

  async function read(scene: Scene, said: string): Promise<void> {
    const asks = scene.liveVersion !== undefined;
    const understood = asks ? await actions.understand(scene._id, said) : null;
    change((before) => ({ ...before, read: new Map(before.read).set(scene._id, understood) }));
  }

  function toggle(scene: Scene): void {
    change((before) => {
      const chosen = new Set(before.chosen);
      if (!chosen.delete(scene._id)) chosen.add(scene._id);
      return { ...before, chosen };
    });
    if (proposal && !proposal.read.has(scene._id)) void read(scene, proposal.wish);
  }

  const pick = (sceneId: string, index: number): void =>
    change((before) => ({ ...before, picked: new Map(before.picked).set(sceneId, index) }));

  /** Resolves to whether anything was begun. */
  async function apply(): Promise<boolean> {
    if (proposal === null) return false;
    setBusy(true);
    const plans = plansOf(proposal, scenes);
    const answers = await Promise.all(
      plans.map(async ({ sceneId, plan }) =>
        plan.type === "send"
          ? actions.edit(sceneId, proposal.wish)
          : actions.applyReading(sceneId, {
              instruction: proposal.wish,
              chips: plan.reading.chips,
              operations: plan.reading.operations,
            }),
      ),
    );
    const sent = answers.filter(Boolean).length;
    setBusy(false);
    if (sent === 0) return false;
    toast.success(sent === plans.length ? t.sent(sent) : t.partly(sent, plans.length));
    setProposal(null);
    return true;
  }

  return { proposal, busy, find, toggle, pick, apply, drop: () => setProposal(null) };
}

/** One box for the whole video: which scenes are meant, what is understood in each, then the change. */
export function SessionWish() {
  const { session, scenes } = useEditor();
  const { proposal, busy, find, toggle, pick, apply, drop } = useProposal();
  const [wish, setWish] = useDraft(`wish:${session._id}`);

  async function agree(): Promise<void> {
    if (await apply()) setWish("");
  }

  return (
    <div className="border-t border-line bg-surface px-3 py-2">
      {proposal ? (
        <Meant
          proposal={proposal}
          scenes={scenes}
          sending={busy}
          onToggle={toggle}
          onPick={pick}
          onCancel={drop}
          onApply={() => void agree()}
        />
      ) : null}
      <form
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          void find(wish.trim());
        }}
        className="flex items-center gap-2"
      >
        <Sparkles aria-hidden className="size-4 shrink-0 text-accent-text" />
        <input
          data-wish="session"
          aria-label={t.label}
          placeholder={t.placeholder}
          maxLength={4000}
          value={wish}
          onChange={(event) => {
            setWish(event.target.value);
            drop();
          }}
          className="h-9 min-w-0 flex-1 rounded-control bg-transparent px-1 text-sm outline-none placeholder:text-faint focus-visible:outline-2 focus-visible:outline-accent"
        />
        <Button
          type="submit"
          size="sm"
          busy={busy && !proposal}
          disabled={wish.trim() === "" || scenes.length === 0}
        >
          {t.find}
        </Button>
      </form>
    </div>
  );
}
