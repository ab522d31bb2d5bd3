"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { useState } from "react";
import type { Scene, SceneVersion } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { Badge, Notice, Progress, Skeleton } from "@/ui/feedback.tsx";
import { TextArea } from "@/ui/field.tsx";
import { progressFraction, progressText } from "../state/clips.ts";
import { useEditor } from "../state/editor-context.tsx";
import { StopButton } from "../stop-button.tsx";
import { Failure } from "./failure.tsx";
import { OtherShapes } from "./other-shapes.tsx";
import { WishBox } from "./wish-box.tsx";

const t = text.inspector;

export function EditTab({ scene }: { scene: Scene }) {
  return (
    <div className="flex flex-col gap-4 p-4">
      {scene.locked ? <Notice tone="warn">{text.editor.locked}</Notice> : null}
      {scene.pending ? <Pending scene={scene} /> : null}
      {scene.error && !scene.pending ? <Failure scene={scene} /> : null}
      <WishBox scene={scene} />
      <OtherShapes key={scene._id} scene={scene} />
      <History scene={scene} />
      <Narration scene={scene} />
    </div>
  );
}

function Pending({ scene }: { scene: Scene }) {
  const { pending } = scene;
  if (!pending) return null;
  return (
    <section
      aria-live="polite"
      className="flex flex-col gap-2 rounded-card border border-accent-line bg-accent-soft p-3"
    >
      <div className="flex items-center gap-2">
        <Badge tone="accent" live>
          v{pending.version}
        </Badge>
        <span className="min-w-0 flex-1 truncate text-xs font-medium">{progressText(pending)}</span>
        <StopButton jobId={pending.jobId} />
      </div>
      <Progress label={progressText(pending)} fraction={progressFraction(pending)} />
      {pending.instruction ? <p className="text-xs text-muted">“{pending.instruction}”</p> : null}
      <Preview {...pending} />
    </section>
  );
}

/** A quick film of what is being drawn, as soon as there is one. */
function Preview(props: { version: number; previewUrl?: string; posterUrl?: string }) {
  const { session } = useEditor();
  if (props.previewUrl === undefined) return null;
  return (
    <figure>
      <video
        key={props.previewUrl}
        src={props.previewUrl}
        poster={props.posterUrl}
        aria-label={t.preview(props.version)}
        className="w-full rounded-md bg-board ring-1 ring-line"
        style={{ aspectRatio: `${session.width} / ${session.height}` }}
        autoPlay
        controls
        loop
        muted
        playsInline
      />
      <figcaption className="mt-1 text-2xs text-faint">{t.previewNote}</figcaption>
    </figure>
  );
}

function History({ scene }: { scene: Scene }) {
  const versions = usePaginatedQuery(
    api.scenes.versions,
    { sceneId: scene._id },
    { initialNumItems: 8 },
  );
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-xs font-semibold text-muted">{t.history}</h3>
      {versions.status === "LoadingFirstPage" ? <Skeleton className="h-10" /> : null}
      <ol className="relative flex flex-col gap-3 border-l border-line pl-4">
        {versions.results.map((version) => (
          <Asked key={version._id} version={version} />
        ))}
      </ol>
      {versions.status === "CanLoadMore" ? (
        <Button size="sm" tone="ghost" onClick={() => versions.loadMore(20)}>
          {t.loadMore}
        </Button>
      ) : null}
    </section>
  );
}

function Asked({ version }: { version: SceneVersion }) {
  return (
    <li className="relative">
      <span
        aria-hidden
        className={`absolute top-1.5 -left-[1.2rem] size-2 rounded-full ring-2 ring-surface ${
          version.isLive ? "bg-accent" : "bg-line-strong"
        }`}
      />
      <p className="text-[0.8125rem] leading-5">{saidOf(version)}</p>
      <p className="tabular mt-0.5 flex flex-wrap items-center gap-x-2 text-2xs text-faint">
        <span>v{version.version}</span>
        <span>{text.editor.status[version.status] ?? version.status}</span>
        {version.isLive ? <span className="text-accent-text">{t.live}</span> : null}
      </p>
      {version.chips.length > 0 ? (
        <p className="mt-1 flex flex-wrap gap-1">
          {version.chips.map((chip) => (
            <Badge key={chip}>{chip}</Badge>
          ))}
        </p>
      ) : null}
    </li>
  );
}

export function saidOf(version: Pick<SceneVersion, "instruction" | "kind" | "version">): string {
  if (version.kind === "render" && version.version === 1) return t.templateVersion;
  if (version.kind === "write" || !version.instruction) return kinds[version.kind];
  return version.instruction;
}

const kinds: Record<SceneVersion["kind"], string> = {
  write: t.firstVersion,
  edit: t.firstVersion,
  render: t.codeVersion,
  split: t.splitVersion,
  copy: t.copyVersion,
};

function Narration({ scene }: { scene: Scene }) {
  const { actions } = useEditor();
  const stored = scene.narration ?? "";
  const [draft, setDraft] = useState<string | null>(null);
  async function finish(): Promise<void> {
    const changed = draft !== null && draft !== stored;
    if (!changed || (await actions.narrate(scene._id, draft))) setDraft(null);
  }
  return (
    <TextArea
      label={t.narration}
      hint={t.narrationHint}
      rows={3}
      maxLength={4000}
      value={draft ?? stored}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => void finish()}
    />
  );
}
