"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Poster } from "@/ui/poster.tsx";
import { GridSkeleton } from "./grid-skeleton.tsx";
import { useProjectActions, useVideoActions } from "./use-library-actions.ts";
import { VideoGrid } from "./video-card.tsx";

const t = text.library;
const few = { initialNumItems: 12 };

/** What was deleted and can still come back: videos, and whole projects. */
export function Deleted() {
  const videos = usePaginatedQuery(api.videoSessions.recent, { removed: true }, few);
  const projects = usePaginatedQuery(api.projects.list, { removed: true }, few);
  const videoActions = useVideoActions();
  const projectActions = useProjectActions();
  if (videos.status === "LoadingFirstPage" || projects.status === "LoadingFirstPage") {
    return <GridSkeleton />;
  }
  if (videos.results.length + projects.results.length === 0) {
    return <p className="py-16 text-center text-muted">{t.trashEmpty}</p>;
  }
  return (
    <div className="flex flex-col gap-12">
      <p className="text-muted">{t.trashBody}</p>
      <Section title={t.videos} {...videos}>
        {videos.results.map((video) => (
          <Card
            key={video._id}
            poster={video.posterUrl}
            title={video.title || text.editor.untitled}
            fact={t.scenes(video.sceneCount)}
            onRestore={() => void videoActions.restore(video)}
          />
        ))}
      </Section>
      <Section title={t.projects} {...projects}>
        {projects.results.map((project) => (
          <Card
            key={project._id}
            poster={project.posterUrl}
            title={project.title}
            fact={t.videosIn(project.sessionCount)}
            onRestore={() => void projectActions.restore(project)}
          />
        ))}
      </Section>
    </div>
  );
}

function Section(props: {
  title: string;
  results: readonly unknown[];
  status: string;
  loadMore: (count: number) => void;
  children: ReactNode;
}) {
  if (props.results.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h2 className="mb-4 text-sm font-semibold text-muted">{props.title}</h2>
      <VideoGrid>{props.children}</VideoGrid>
      {props.status === "CanLoadMore" ? (
        <Button className="mt-6" onClick={() => props.loadMore(24)}>
          {t.loadMore}
        </Button>
      ) : null}
    </section>
  );
}

function Card(props: {
  poster: string | undefined;
  title: string;
  fact: string;
  onRestore: () => void;
}) {
  return (
    <li>
      <Poster url={props.poster} className="aspect-video w-full rounded-card opacity-60" />
      <div className="mt-2.5 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{props.title}</p>
          <p className="mt-0.5 text-xs text-faint">{props.fact}</p>
        </div>
        <Button
          size="sm"
          icon={<Undo2 aria-hidden className="size-3.5" />}
          aria-label={`${text.common.restore}: ${props.title}`}
          onClick={props.onRestore}
        >
          {text.common.restore}
        </Button>
      </div>
    </li>
  );
}
