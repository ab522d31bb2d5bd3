import { Skeleton } from "@/ui/feedback.tsx";
import { VideoGrid } from "./video-card.tsx";

/** The library before it is known. */
export function GridSkeleton() {
  return (
    <VideoGrid>
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <li key={key}>
          <Skeleton className="aspect-video rounded-card" />
          <Skeleton className="mt-3 h-4 w-2/3" />
        </li>
      ))}
    </VideoGrid>
  );
}
