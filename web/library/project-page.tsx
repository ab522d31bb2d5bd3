"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery, useQuery } from "convex/react";
import { Plus, Undo2 } from "lucide-react";
import Link from "next/link";
import { usePageTitle } from "@/browser/use-page-title.ts";
import { AppHeader } from "@/live/app-header.tsx";
import { toId } from "@/live/ids.ts";
import { text } from "@/text/en.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/feedback.tsx";
import { EmptyArt } from "./empty-art.tsx";
import { GridSkeleton } from "./grid-skeleton.tsx";
import { useVideoActions } from "./use-library-actions.ts";
import { VideoCard, VideoGrid } from "./video-card.tsx";

const t = text.library;

export function ProjectPage(props: { projectId: string }) {
  const projectId = toId<"projects">(props.projectId);
  const project = useQuery(api.projects.get, { projectId });
  const videos = usePaginatedQuery(
    api.videoSessions.listByProject,
    { projectId },
    { initialNumItems: 24 },
  );
  usePageTitle(project?.title ?? t.projects);
  return (
    <>
      <AppHeader />
      <main id="main" className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
        <Link href="/library" className="text-xs text-muted hover:text-ink">
          {t.title}
        </Link>
        <div className="mt-1 mb-6 flex flex-wrap items-center gap-3">
          <h1 className="text-2xl font-semibold tracking-tight">{project?.title ?? " "}</h1>
          <span className="flex-1" />
          <Link href={`/new?project=${props.projectId}`} className={buttonClasses("secondary")}>
            <Plus aria-hidden className="size-4" />
            {text.common.newSession}
          </Link>
        </div>
        {videos.status === "LoadingFirstPage" ? <GridSkeleton /> : null}
        {videos.status !== "LoadingFirstPage" && videos.results.length === 0 ? (
          <EmptyState art={<EmptyArt />} title={t.projectEmptyTitle} body={t.projectEmptyBody} />
        ) : null}
        <VideoGrid>
          {videos.results.map((video) => (
            <VideoCard key={video._id} video={video} />
          ))}
        </VideoGrid>
        {videos.status === "CanLoadMore" ? (
          <Button className="mt-8" onClick={() => videos.loadMore(24)}>
            {t.loadMore}
          </Button>
        ) : null}
        <Removed projectId={projectId} />
      </main>
    </>
  );
}

function Removed({ projectId }: { projectId: ReturnType<typeof toId<"projects">> }) {
  const actions = useVideoActions();
  const removed = usePaginatedQuery(
    api.videoSessions.listByProject,
    { projectId, removed: true },
    { initialNumItems: 12 },
  );
  if (removed.results.length === 0) return null;
  return (
    <section className="mt-12 border-t border-line pt-6">
      <h2 className="mb-3 text-sm font-semibold text-muted">{t.trash}</h2>
      <ul className="flex flex-col gap-2">
        {removed.results.map((video) => (
          <li key={video._id} className="flex items-center gap-3">
            <span className="min-w-0 flex-1 truncate">{video.title}</span>
            <Button
              size="sm"
              icon={<Undo2 aria-hidden className="size-3.5" />}
              onClick={() => void actions.restore(video)}
            >
              {text.common.restore}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
