"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { Copy, FolderPlus, MoreHorizontal, Pencil, Trash2, Undo2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { Project } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button, IconButton } from "@/ui/button.tsx";
import { Menu } from "@/ui/menu.tsx";
import { Poster } from "@/ui/poster.tsx";
import { GridSkeleton } from "./grid-skeleton.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { useProjectActions } from "./use-library-actions.ts";
import { VideoGrid } from "./video-card.tsx";

const t = text.library;

export function ProjectList({ removed }: { removed: boolean }) {
  const projects = usePaginatedQuery(api.projects.list, { removed }, { initialNumItems: 24 });
  const actions = useProjectActions();
  const [naming, setNaming] = useState(false);
  if (projects.status === "LoadingFirstPage") return <GridSkeleton />;
  return (
    <>
      {removed ? null : (
        <Button
          className="mb-6"
          icon={<FolderPlus aria-hidden className="size-4" />}
          onClick={() => setNaming(true)}
        >
          {t.newProject}
        </Button>
      )}
      {removed && projects.results.length === 0 ? (
        <p className="py-16 text-center text-muted">{t.trashEmpty}</p>
      ) : null}
      <VideoGrid>
        {projects.results.map((project) => (
          <ProjectCard key={project._id} project={project} removed={removed} />
        ))}
      </VideoGrid>
      {projects.status === "CanLoadMore" ? (
        <Button className="mt-8" onClick={() => projects.loadMore(24)}>
          {t.loadMore}
        </Button>
      ) : null}
      {naming ? (
        <RenameDialog title="" onClose={() => setNaming(false)} onRename={actions.create} />
      ) : null}
    </>
  );
}

function ProjectCard({ project, removed }: { project: Project; removed: boolean }) {
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
          {removed ? (
            <p className="truncate font-medium">{project.title}</p>
          ) : (
            <Link
              href={`/projects/${project._id}`}
              className="block truncate font-medium after:absolute after:inset-0"
            >
              {project.title}
            </Link>
          )}
          <p className="mt-0.5 text-xs text-faint">{t.videosIn(project.sessionCount)}</p>
        </div>
        {removed ? (
          <Button
            size="sm"
            icon={<Undo2 aria-hidden className="size-3.5" />}
            onClick={() => void actions.restore(project)}
          >
            {text.common.restore}
          </Button>
        ) : (
          <ProjectMenu project={project} onRename={() => setRenaming(true)} />
        )}
      </div>
      {renaming ? (
        <RenameDialog
          title={project.title}
          onClose={() => setRenaming(false)}
          onRename={(title) => actions.rename(project, title)}
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
