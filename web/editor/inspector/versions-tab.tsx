"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Columns2, Undo2 } from "lucide-react";
import type { Scene, SceneVersion } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { Badge, Skeleton, type Tone } from "@/ui/feedback.tsx";
import { Poster } from "@/ui/poster.tsx";
import { toSeconds } from "../player/timecode.ts";
import { useEditor } from "../state/editor-context.tsx";
import { Attempts } from "./attempts.tsx";
import { saidOf } from "./edit-tab.tsx";

const t = text.inspector;

export function VersionsTab({ scene }: { scene: Scene }) {
  const versions = usePaginatedQuery(
    api.scenes.versions,
    { sceneId: scene._id },
    { initialNumItems: 12 },
  );
  if (versions.status === "LoadingFirstPage") {
    return (
      <div className="p-4">
        <Skeleton className="h-20" />
      </div>
    );
  }
  if (versions.results.length === 0) return <p className="p-4 text-muted">{t.versionsEmpty}</p>;
  return (
    <ol className="flex flex-col gap-2 p-3">
      {versions.results.map((version) => (
        <Version key={version._id} version={version} scene={scene} />
      ))}
      {versions.status === "CanLoadMore" ? (
        <li>
          <Button size="sm" tone="ghost" onClick={() => versions.loadMore(24)}>
            {t.loadMore}
          </Button>
        </li>
      ) : null}
    </ol>
  );
}

const tones: Partial<Record<SceneVersion["status"], Tone>> = {
  ready: "good",
  error: "bad",
  cancelled: "warn",
  superseded: "neutral",
};

function Version({ version, scene }: { version: SceneVersion; scene: Scene }) {
  const { session, actions, store } = useEditor();
  const ready = version.status === "ready";
  const fps = version.fps ?? session.targetFps;
  const live = scene.liveVersion;
  return (
    <li
      className={`flex gap-3 rounded-card border p-2.5 ${version.isLive ? "border-accent-line bg-accent-soft" : "border-line"}`}
    >
      <Poster url={version.posterUrl} className="h-14 w-24" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-1.5">
          <span className="tabular text-xs font-semibold">v{version.version}</span>
          {version.isLive ? (
            <Badge tone="accent">{t.live}</Badge>
          ) : (
            <Badge
              tone={tones[version.status] ?? "accent"}
              live={tones[version.status] === undefined}
            >
              {text.editor.status[version.status]}
            </Badge>
          )}
        </div>
        <p className="mt-1 line-clamp-2 text-[0.8125rem] leading-4.5">{saidOf(version)}</p>
        <p className="tabular mt-1 text-2xs text-faint">{factsOf(version, fps)}</p>
        {version.error ? <p className="mt-1 text-xs text-bad">{version.error.error}</p> : null}
        {version.author === undefined ? null : (
          <Attempts sceneId={scene._id} version={version.version} />
        )}
        {version.isLive ? null : (
          <div className="mt-1.5 flex flex-wrap gap-1.5">
            {ready ? (
              <Button
                size="sm"
                icon={<Undo2 aria-hidden className="size-3.5" />}
                onClick={() => void actions.revert(scene._id, version.version)}
              >
                {t.revert}
              </Button>
            ) : null}
            {live === undefined ? null : (
              <Button
                size="sm"
                tone="ghost"
                icon={<Columns2 aria-hidden className="size-3.5" />}
                onClick={() =>
                  store.setState({
                    dialog: {
                      kind: "compare",
                      sceneId: scene._id,
                      from: Math.min(version.version, live),
                      to: Math.max(version.version, live),
                    },
                  })
                }
              >
                {t.compare}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function factsOf(version: SceneVersion, fps: number): string {
  const facts: string[] = [];
  if (version.durationInFrames !== undefined) {
    facts.push(t.factFrames(version.durationInFrames, toSeconds(version.durationInFrames, fps)));
  }
  if (version.cacheHit) facts.push(t.factCached);
  else if (version.renderMs !== undefined) {
    facts.push(t.factRender(`${(version.renderMs / 1000).toFixed(1)} s`));
  }
  if (version.tokens) {
    const { input, output, costUsd } = version.tokens;
    facts.push(t.factTokens(input + output, costUsd));
  }
  return facts.join(" · ");
}
