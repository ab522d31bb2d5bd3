"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { AppHeader } from "@/live/app-header.tsx";
import { text } from "@/text/en.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { Segmented } from "@/ui/choice.tsx";
import { EmptyState } from "@/ui/feedback.tsx";
import { Deleted } from "./deleted.tsx";
import { EmptyArt } from "./empty-art.tsx";
import { GridSkeleton } from "./grid-skeleton.tsx";
import { type Order, type Shown, select } from "./order.ts";
import { ProjectList } from "./project-list.tsx";
import { Sieve } from "./sieve.tsx";
import { VideoCard, VideoGrid } from "./video-card.tsx";

const t = text.library;
type View = "videos" | "projects" | "trash";

export function LibraryPage() {
  const [view, setView] = useState<View>("videos");
  return (
    <>
      <AppHeader />
      <main id="main" className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
        <div className="mb-6 flex flex-wrap items-center gap-3">
          <h1 className="text-2xl font-semibold tracking-tight">{t.title}</h1>
          <span className="flex-1" />
          <Segmented
            label={t.title}
            value={view}
            onChange={setView}
            options={[
              { value: "videos", label: t.videos },
              { value: "projects", label: t.projects },
              { value: "trash", label: t.trash },
            ]}
          />
        </div>
        {view === "videos" ? <Videos /> : null}
        {view === "projects" ? <ProjectList /> : null}
        {view === "trash" ? <Deleted /> : null}
      </main>
    </>
  );
}

function Videos() {
  const videos = usePaginatedQuery(api.videoSessions.recent, {}, { initialNumItems: 24 });
  const [wanted, setWanted] = useState<{ words: string; shown: Shown; order: Order }>({
    words: "",
    shown: "all",
    order: "updated",
  });
  const { status, loadMore } = videos;
  const narrowed = wanted.words !== "" || wanted.shown !== "all" || wanted.order !== "updated";
  // What is looked for may be in what has not come yet.
  useEffect(() => {
    if (narrowed && status === "CanLoadMore") loadMore(100);
  }, [narrowed, status, loadMore]);
  if (status === "LoadingFirstPage") return <GridSkeleton />;
  if (videos.results.length === 0) return <Empty />;
  const shown = select(videos.results, wanted);
  return (
    <>
      <Sieve wanted={wanted} onChange={setWanted} />
      {shown.length === 0 ? (
        <div className="py-16 text-center">
          <p className="mb-4 text-muted">{t.noneFound}</p>
          <Button onClick={() => setWanted({ words: "", shown: "all", order: "updated" })}>
            {t.showAll}
          </Button>
        </div>
      ) : (
        <VideoGrid>
          {shown.map((video) => (
            <VideoCard key={video._id} video={video} />
          ))}
        </VideoGrid>
      )}
      {videos.status === "CanLoadMore" ? (
        <div className="mt-8 text-center">
          <Button onClick={() => videos.loadMore(24)}>{t.loadMore}</Button>
        </div>
      ) : null}
    </>
  );
}

function Empty() {
  return (
    <EmptyState
      art={<EmptyArt />}
      title={t.emptyTitle}
      body={t.emptyBody}
      action={
        <Link href="/new" className={buttonClasses("primary")}>
          <Plus aria-hidden className="size-4" />
          {t.emptyAction}
        </Link>
      }
    />
  );
}
