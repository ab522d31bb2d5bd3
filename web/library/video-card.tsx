"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { toClock } from "@/editor/player/timecode.ts";
import { sessionTone, sessionWord } from "@/editor/session-status.ts";
import type { Session } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Badge } from "@/ui/feedback.tsx";
import { Poster } from "@/ui/poster.tsx";
import { CardMenu } from "./card-menu.tsx";
import { useVideoActions } from "./use-library-actions.ts";

const t = text.library;

export function VideoGrid({ children }: { children: ReactNode }) {
  return (
    <ul className="grid grid-cols-1 gap-x-5 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">{children}</ul>
  );
}

export function VideoCard({ video }: { video: Session }) {
  const actions = useVideoActions();
  const title = video.title || text.editor.untitled;
  const working = ["queued", "generating", "rendering"].includes(video.status);
  return (
    <li className="group relative">
      <Poster
        url={video.posterUrl}
        working={working}
        className="aspect-video w-full rounded-card shadow-1 transition-[box-shadow,transform] duration-200 group-hover:-translate-y-0.5 group-hover:shadow-2"
      >
        {video.durationInFrames > 0 ? (
          <span className="tabular absolute right-2 bottom-2 rounded-md bg-board/85 px-1.5 py-0.5 text-2xs font-medium text-chalk">
            {toClock(video.durationInFrames, video.targetFps)}
          </span>
        ) : null}
      </Poster>
      <div className="mt-2.5 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Link
            href={`/sessions/${video._id}`}
            className="block truncate font-medium after:absolute after:inset-0 after:rounded-card"
          >
            {title}
          </Link>
          <p className="mt-0.5 flex items-center gap-2 text-xs text-faint">
            {t.scenes(video.sceneCount)}
            <time dateTime={new Date(video.updatedAt).toISOString()}>
              {new Date(video.updatedAt).toLocaleDateString()}
            </time>
          </p>
        </div>
        {video.status === "ready" && video.failedScenes === 0 ? null : (
          <Badge tone={sessionTone(video)} live={working}>
            {sessionWord(video)}
          </Badge>
        )}
        <CardMenu
          name={title}
          title={video.title}
          onRename={(next) => actions.rename(video, next)}
          onDuplicate={() => void actions.duplicate(video)}
          onRemove={() => void actions.remove(video)}
        />
      </div>
    </li>
  );
}
