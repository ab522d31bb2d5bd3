"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Copy, FolderPlus, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { Project } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button, IconButton } from "@/ui/button.tsx";
import { Menu } from "@/ui/menu.tsx";
import { Poster } from "@/ui/poster.tsx";
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
  const [renaming, setRenaming] = useState(false);
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
        <ProjectMenu project={project} onRename={() => setRenaming(true)} />
      </div>
      {renaming ? (
        <TitleDialog
          heading={t.renameTitle}
          label={t.renameLabel}
          title={project.title}
          onClose={() => setRenaming(false)}
          onSave={(title) => actions.rename(project, title)}
        />
      ) : null}
    </li>
  );
}

function ProjectMenu({ project, onRename }: { project: Project; onRename: () => void }) {
  const actions = useProjectActions();
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={t.actionsFor(project.title)} className="relative z-10">
          <MoreHorizontal aria-hidden />
        </IconButton>
      }
      items={[
        {
          kind: "item",
          id: "rename",
          label: text.common.rename,
          icon: <Pencil aria-hidden />,
          onSelect: onRename,
        },
        {
          kind: "item",
          id: "duplicate",
          label: text.common.duplicate,
          icon: <Copy aria-hidden />,
          onSelect: () => void actions.duplicate(project),
        },
        { kind: "line", id: "line" },
        {
          kind: "item",
          id: "remove",
          label: text.common.delete,
          icon: <Trash2 aria-hidden />,
          danger: true,
          onSelect: () => void actions.remove(project),
        },
      ]}
    />
  );
}
