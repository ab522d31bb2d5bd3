"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { FolderPlus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { Project } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Poster } from "@/ui/poster.tsx";
import { CardMenu } from "./card-menu.tsx";
import { GridSkeleton } from "./grid-skeleton.tsx";
import { TitleDialog } from "./title-dialog.tsx";
import { useProjectActions } from "./use-library-actions.ts";
import { VideoGrid } from "./video-card.tsx";

const t = text.library;

export function ProjectList() {
  const projects = usePaginatedQuery(api.projects.list, {}, { initialNumItems: 24 });
  const actions = useProjectActions();
  const [naming, setNaming] = useState(false);
  if (projects.status === "LoadingFirstPage") return <GridSkeleton />;
  return (
    <>
      <Button
        className="mb-6"
        icon={<FolderPlus aria-hidden className="size-4" />}
        onClick={() => setNaming(true)}
      >
        {t.newProject}
      </Button>
      <VideoGrid>
        {projects.results.map((project) => (
          <ProjectCard key={project._id} project={project} />
        ))}
      </VideoGrid>
      {projects.status === "CanLoadMore" ? (
        <Button className="mt-8" onClick={() => projects.loadMore(24)}>
          {t.loadMore}
        </Button>
      ) : null}
      {naming ? (
        <TitleDialog
          heading={t.newProject}
          label={t.newProjectTitle}
          title=""
          onClose={() => setNaming(false)}
          onSave={actions.create}
        />
      ) : null}
    </>
  );
}

function ProjectCard({ project }: { project: Project }) {
  const actions = useProjectActions();
  return (
    <li className="group relative">
      <Poster
        url={project.posterUrl}
        className="aspect-video w-full rounded-card shadow-1 group-hover:shadow-2"
      />
      <div className="mt-2.5 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Link
            href={`/projects/${project._id}`}
            className="block truncate font-medium after:absolute after:inset-0"
          >
            {project.title}
          </Link>
          <p className="mt-0.5 text-xs text-faint">{t.videosIn(project.sessionCount)}</p>
        </div>
        <CardMenu
          name={project.title}
          title={project.title}
          onRename={(title) => actions.rename(project, title)}
          onDuplicate={() => void actions.duplicate(project)}
          onRemove={() => void actions.remove(project)}
        />
      </div>
    </li>
  );
}
