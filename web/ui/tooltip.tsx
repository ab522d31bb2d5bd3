"use client";
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { after, type Stop } from "@/browser/time.ts";
import { Keys } from "./keys.tsx";

const waitMs = 350;
/** Room that a tip needs between what it names and the edge of the window. */
const roomPx = 44;
const marginPx = 8;

type Place = { middle: number; top: number; bottom: number };

/**
 * What a button without words does, and its key. It says no more than the button's own name, so it
 * is for eyes only; it lies in the top layer, above dialogs and a player over the whole screen.
 */
export function Tooltip(props: {
  label: string | null;
  keys?: string | undefined;
  children: ReactNode;
}) {
  const [place, setPlace] = useState<Place | null>(null);
  const stop = useRef<Stop>(() => undefined);
  const hide = (): void => {
    stop.current();
    setPlace(null);
  };
  useEffect(() => () => stop.current(), []);
  const show = (wrapper: Element, wait: number): void => {
    const named = wrapper.firstElementChild;
    stop.current();
    stop.current = after(wait, () => {
      if (!named?.isConnected) return;
      const { left, width, top, bottom } = named.getBoundingClientRect();
      setPlace({ middle: left + width / 2, top, bottom });
    });
  };
  return (
    <span
      className="contents"
      onPointerEnter={(event: PointerEvent) => {
        if (event.pointerType === "mouse") show(event.currentTarget, waitMs);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        if (event.target.matches(":focus-visible")) show(event.currentTarget, 0);
      }}
      onBlur={hide}
      onKeyDown={(event) => {
        if (event.key === "Escape") hide();
      }}
    >
      {props.children}
      {place && props.label ? <Tip label={props.label} keys={props.keys} place={place} /> : null}
    </span>
  );
}

function Tip(props: { label: string; keys: string | undefined; place: Place }) {
  const { middle, top, bottom } = props.place;
  const tip = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = tip.current;
    if (!element) return;
    element.showPopover();
    const half = element.offsetWidth / 2;
    const most = window.innerWidth - half - marginPx;
    element.style.left = `${Math.min(Math.max(middle, half + marginPx), most) - half}px`;
    const above = bottom + roomPx > window.innerHeight;
    element.style.top = `${above ? top - element.offsetHeight - marginPx : bottom + marginPx}px`;
  }, [middle, top, bottom]);
  return (
    <span
      ref={tip}
      popover="manual"
      aria-hidden
      className="pointer-events-none fixed m-0 animate-fade rounded-md border border-line bg-raised px-2 py-1 text-xs font-normal whitespace-nowrap text-ink shadow-2"
    >
      <span className="flex items-center gap-2">
        {props.label}
        {props.keys ? <Keys keys={props.keys} /> : null}
      </span>
    </span>
  );
}
