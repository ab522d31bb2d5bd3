import type { ReactNode } from "react";

/** As large as fits, in the shape of the video. */
export function Screen(props: { width: number; height: number; children: ReactNode }) {
  return (
    <div className="grid size-full place-items-center" style={{ containerType: "size" }}>
      <div
        className="relative overflow-hidden rounded-card bg-board shadow-2 ring-1 ring-line"
        style={{
          aspectRatio: `${props.width} / ${props.height}`,
          width: `min(100cqw, 100cqh * ${props.width / props.height})`,
        }}
      >
        {props.children}
      </div>
    </div>
  );
}
