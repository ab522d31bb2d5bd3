/** Which videos a person sees, and in which order. Pure. */
export type Shown = "all" | "ready" | "working" | "failed";
export type Order = "updated" | "title" | "length";

export type Listed = {
  title: string;
  status: string;
  failedScenes: number;
  durationInFrames: number;
  targetFps: number;
  updatedAt: number;
};

export function select<Video extends Listed>(
  videos: readonly Video[],
  wanted: { words: string; shown: Shown; order: Order },
): Video[] {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  return videos
    .filter((video) => words.every((word) => video.title.toLowerCase().includes(word)))
    .filter((video) => wanted.shown === "all" || kindOf(video) === wanted.shown)
    .sort(orders[wanted.order]);
}

function kindOf(video: Listed): Shown {
  if (video.status === "error" || video.failedScenes > 0) return "failed";
  return video.status === "ready" ? "ready" : "working";
}

const orders: Record<Order, (left: Listed, right: Listed) => number> = {
  updated: (left, right) => right.updatedAt - left.updatedAt,
  title: (left, right) => left.title.localeCompare(right.title),
  length: (left, right) =>
    right.durationInFrames / right.targetFps - left.durationInFrames / left.targetFps,
};
