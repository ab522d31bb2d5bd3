"use client";
import {
  ArrowDown,
  ArrowUp,
  BookmarkPlus,
  Copy,
  GripVertical,
  Lock,
  MoreHorizontal,
  Pencil,
  Plus,
  Square,
  Trash2,
  Unlock,
} from "lucide-react";
import { type DragEvent, memo, useState } from "react";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { IconButton } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Badge, Progress, type Tone } from "@/ui/feedback.tsx";
import type { MenuItem } from "@/ui/menu-items.ts";
import { Menu } from "@/ui/menu.tsx";
import { Poster } from "@/ui/poster.tsx";
import { toSeconds } from "../player/timecode.ts";
import { progressFraction, progressText, sceneTitle } from "../state/clips.ts";
import { useTools } from "../state/editor-context.tsx";
import { TitleEdit } from "./title-edit.tsx";

const t = text.editor;

export type RowDrag = {
  start: (id: string) => void;
  over: (id: string) => void;
  drop: (id: string) => void;
  end: () => void;
};

type Props = {
  scene: Scene;
  index: number;
  last: boolean;
  selected: boolean;
  fps: number;
  /** Whether this row is being dragged, or one is held over it. */
  dragged: "itself" | "over" | null;
  drag: RowDrag;
};

/** One of up to hundreds: drawn anew only when something of its own changes. */
export const SceneRow = memo(function SceneRow(props: Props) {
  const { scene, index, selected, dragged, drag } = props;
  const { store, playback } = useTools();
  const [renaming, setRenaming] = useState(false);
  const title = sceneTitle(scene);
  const choose = (): void => {
    store.setState({ selectedId: scene._id });
    playback.rest(scene.startFrame);
  };
  return (
    <li
      {...dragHandlers(scene._id, dragged, drag)}
      draggable={!renaming}
      className={classes(
        "group relative flex items-center gap-2.5 rounded-card border p-1.5 transition-colors",
        selected ? "border-accent-line bg-accent-soft" : "border-transparent hover:bg-hover",
        dragged === "itself" && "opacity-40",
        dragged === "over" && "border-accent",
      )}
    >
      <GripVertical
        aria-hidden
        className="absolute top-1/2 -left-1.5 size-3.5 -translate-y-1/2 text-faint opacity-0 group-hover:opacity-100"
      />
      <Poster
        url={scene.pending?.posterUrl ?? scene.posterUrl}
        className="h-12 w-[5.25rem]"
        working={scene.pending !== undefined}
      >
        <span className="tabular absolute bottom-0.5 left-1 text-2xs font-semibold text-chalk drop-shadow">
          {index + 1}
        </span>
      </Poster>
      <div className="min-w-0 flex-1">
        {renaming ? (
          <TitleEdit scene={scene} title={title} onDone={() => setRenaming(false)} />
        ) : (
          <button
            type="button"
            onClick={choose}
            onDoubleClick={() => setRenaming(true)}
            aria-current={selected || undefined}
            aria-label={t.rowLabel(index + 1, title, statusWord(scene))}
            className="line-clamp-2 w-full rounded-sm text-left text-[0.8125rem] leading-4.5 font-medium after:absolute after:inset-0 after:rounded-card"
          >
            {title}
          </button>
        )}
        <Status scene={scene} fps={props.fps} />
      </div>
      <RowMenu {...props} onRename={() => setRenaming(true)} />
    </li>
  );
});

function statusWord(scene: Scene): string {
  if (scene.pending) return progressText(scene.pending);
  return t.status[scene.error ? "error" : scene.status] ?? "";
}

const tones: Record<string, Tone> = { error: "bad", cancelled: "warn", ready: "neutral" };

function Status({ scene, fps }: { scene: Scene; fps: number }) {
  if (scene.pending) {
    return (
      <div className="mt-1.5 flex flex-col gap-1">
        <Progress label={statusWord(scene)} fraction={progressFraction(scene.pending)} />
        <span className="truncate text-2xs text-muted">{statusWord(scene)}</span>
      </div>
    );
  }
  const state = scene.error ? "error" : scene.status;
  return (
    <div className="mt-1 flex items-center gap-1.5">
      {state === "ready" ? null : (
        <Badge tone={tones[state] ?? "neutral"}>{statusWord(scene)}</Badge>
      )}
      {scene.liveVersion === undefined ? null : (
        <span className="tabular text-2xs text-faint">
          {toSeconds(scene.durationInFrames, fps)} · v{scene.liveVersion}
        </span>
      )}
      {scene.locked ? <Lock aria-label={t.locked} className="size-3 text-faint" /> : null}
    </div>
  );
}

type Item = Extract<MenuItem, { kind: "item" }>;

type MenuProps = Pick<Props, "scene" | "index" | "last"> & { onRename: () => void };

function useRowItems({ scene, index, last, onRename }: MenuProps): MenuItem[] {
  const { actions, store } = useTools();
  const item = (id: string, label: string, rest: Omit<Item, "kind" | "id" | "label">): Item => ({
    kind: "item",
    id,
    label,
    ...rest,
  });
  return [
    item("rename", text.common.rename, { icon: <Pencil aria-hidden />, onSelect: onRename }),
    item("duplicate", text.common.duplicate, {
      icon: <Copy aria-hidden />,
      disabled: scene.liveVersion === undefined,
      onSelect: () => void actions.duplicate(scene._id),
    }),
    item("insert", t.insertAfter, {
      icon: <Plus aria-hidden />,
      onSelect: () => store.setState({ dialog: { kind: "add", index: index + 1 } }),
    }),
    item("up", t.moveUp, {
      icon: <ArrowUp aria-hidden />,
      disabled: index === 0,
      onSelect: () => void actions.move(scene._id, index - 1),
    }),
    item("down", t.moveDown, {
      icon: <ArrowDown aria-hidden />,
      disabled: last,
      onSelect: () => void actions.move(scene._id, index + 1),
    }),
    item("lock", scene.locked ? t.unlock : t.lock, {
      icon: scene.locked ? <Unlock aria-hidden /> : <Lock aria-hidden />,
      onSelect: () => void actions.lock(scene._id, !scene.locked),
    }),
  ];
}

/** What only some scenes offer. */
function useSpecialItems(scene: Scene): MenuItem[] {
  const { actions } = useTools();
  const jobId = scene.pending?.jobId;
  const items: MenuItem[] = [];
  if (scene.mode === "document") {
    items.push({
      kind: "item",
      id: "template",
      label: t.saveTemplate,
      icon: <BookmarkPlus aria-hidden />,
      onSelect: () => void actions.saveTemplate(scene),
    });
  }
  if (jobId) {
    items.push({
      kind: "item",
      id: "cancel",
      label: t.cancelJob,
      icon: <Square aria-hidden />,
      onSelect: () => void actions.cancel(jobId),
    });
  }
  return items;
}

function RowMenu(props: MenuProps) {
  const { scene } = props;
  const { actions } = useTools();
  const items: MenuItem[] = [
    ...useRowItems(props),
    ...useSpecialItems(scene),
    { kind: "line", id: "line" },
    {
      kind: "item",
      id: "remove",
      label: text.common.delete,
      icon: <Trash2 aria-hidden />,
      danger: true,
      onSelect: () => void actions.remove(scene),
    },
  ];
  return (
    <Menu
      items={items}
      trigger={
        <IconButton
          size="sm"
          label={`${text.common.more}: ${sceneTitle(scene)}`}
          className="relative z-10 opacity-60 group-hover:opacity-100 focus-visible:opacity-100"
        >
          <MoreHorizontal aria-hidden />
        </IconButton>
      }
    />
  );
}

function dragHandlers(id: string, dragged: Props["dragged"], drag: RowDrag) {
  return {
    onDragStart(event: DragEvent) {
      event.dataTransfer.effectAllowed = "move";
      drag.start(id);
    },
    onDragOver(event: DragEvent) {
      event.preventDefault();
      if (dragged !== "over") drag.over(id);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      drag.drop(id);
    },
    onDragEnd: drag.end,
  };
}
