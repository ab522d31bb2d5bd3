"use client";
import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import { Play } from "lucide-react";
import { useRef } from "react";
import type { Scene, SceneVersion } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { Badge, Skeleton } from "@/ui/feedback.tsx";
import { saidOf } from "../inspector/edit-tab.tsx";
import { toSeconds } from "../player/timecode.ts";
import { useEditor } from "../state/editor-context.tsx";
import { type DiffLine, diffLines } from "./line-diff.ts";

const t = text.inspector;

type Props = { scene: Scene; from: number; to: number; onClose: () => void };

/** Two versions of a scene side by side, playing together, with what changed in the code. */
export function CompareDialog({ scene, from, to, onClose }: Props) {
  const { actions } = useEditor();
  const diff = useQuery(api.scenes.diff, { sceneId: scene._id, from, to });
  const videos = useRef<HTMLDivElement>(null);
  function playBoth(): void {
    for (const video of videos.current?.querySelectorAll("video") ?? []) {
      video.currentTime = 0;
      void video.play();
    }
  }
  const revert = (version: number) => async (): Promise<void> => {
    await actions.revert(scene._id, version);
    onClose();
  };
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={onClose}
      title={t.compareTitle}
      footer={
        <Button tone="primary" icon={<Play aria-hidden className="size-4" />} onClick={playBoth}>
          {t.comparePlay}
        </Button>
      }
    >
      {diff ? (
        <div className="flex max-h-[70dvh] flex-col gap-4 overflow-y-auto">
          <div ref={videos} className="grid gap-3 sm:grid-cols-2">
            <Side side={diff.from} onRevert={() => void revert(from)()} />
            <Side side={diff.to} onRevert={() => void revert(to)()} />
          </div>
          <CodeChange before={diff.from.code ?? ""} after={diff.to.code ?? ""} />
        </div>
      ) : (
        <Skeleton className="h-64" />
      )}
    </Dialog>
  );
}

function Side({ side, onRevert }: { side: SceneVersion; onRevert: () => void }) {
  const { session } = useEditor();
  return (
    <section className="overflow-hidden rounded-card border border-line">
      {side.chunkUrl ? (
        <video
          src={side.chunkUrl}
          poster={side.posterUrl}
          controls
          muted
          playsInline
          preload="metadata"
          className="w-full bg-board"
          style={{ aspectRatio: `${session.width} / ${session.height}` }}
        />
      ) : (
        <p className="board-grid grid aspect-video place-items-center text-sm text-chalk-muted">
          {t.compareNoVideo}
        </p>
      )}
      <div className="flex items-start gap-2 p-3">
        <span className="tabular text-xs font-semibold">v{side.version}</span>
        <div className="min-w-0 flex-1">
          <p className="text-[0.8125rem] leading-5">{saidOf(side)}</p>
          {side.durationInFrames === undefined ? null : (
            <p className="tabular text-2xs text-faint">
              {t.factFrames(
                side.durationInFrames,
                toSeconds(side.durationInFrames, side.fps ?? session.targetFps),
              )}
            </p>
          )}
        </div>
        {side.isLive ? <Badge tone="accent">{t.live}</Badge> : null}
        {!side.isLive && side.status === "ready" ? (
          <Button size="sm" onClick={onRevert}>
            {t.revert}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

const lineColors: Record<DiffLine["kind"], string> = {
  same: "text-faint",
  added: "bg-good-soft text-good",
  removed: "bg-bad-soft text-bad",
};
const lineSigns: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "−" };

function CodeChange({ before, after }: { before: string; after: string }) {
  if (before === "" && after === "") return null;
  const lines = diffLines(before, after);
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-semibold text-muted">{t.compareCode}</h3>
      {lines.every(({ kind }) => kind === "same") ? (
        <p className="text-sm text-faint">{t.compareSame}</p>
      ) : (
        <pre
          tabIndex={0}
          className="overflow-x-auto rounded-card border border-line bg-canvas py-2 font-mono text-xs leading-5"
        >
          {lines.map((line) => (
            <div key={line.key} className={classes("px-3", lineColors[line.kind])}>
              {lineSigns[line.kind]} {line.text}
            </div>
          ))}
        </pre>
      )}
    </section>
  );
}
