import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** A still of a scene, or the empty board while there is none. */
export function Poster(props: {
  url: string | undefined;
  className?: string;
  working?: boolean;
  children?: ReactNode;
}) {
  return (
    <span
      className={classes(
        "board-grid relative block shrink-0 overflow-hidden rounded-md bg-size-[16px_16px] ring-1 ring-line",
        props.className,
      )}
    >
      {props.url ? (
        <img
          src={props.url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="size-full object-cover"
        />
      ) : null}
      {props.working ? <span className="shimmer absolute inset-0" /> : null}
      {props.children}
    </span>
  );
}
