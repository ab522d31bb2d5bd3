import { Check, LoaderCircle, Sparkles } from "lucide-react";
import { text } from "@/text/en.ts";
import { classes } from "@/ui/classes.ts";

const period = 240;
const amplitude = 80;

/** y = -cos x, drawn wide enough that sliding by one period never shows its end. */
const wave = Array.from({ length: 121 }, (_, index) => {
  const x = 290 - 2 * period + index * ((5 * period) / 120);
  const y = 150 - amplitude * Math.cos(((x - 290) / period) * 2 * Math.PI);
  return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
}).join("");

/** The editor in small: a wish is typed, one scene is drawn again, and its colour changes. */
export function Stage() {
  return (
    <div
      role="img"
      aria-label={text.landing.stageLabel}
      className="stage overflow-hidden rounded-panel border border-board-line bg-board text-chalk shadow-3"
    >
      <div className="flex items-center gap-1.5 border-b border-board-line px-4 py-2.5">
        {["bg-chalk-rose", "bg-chalk-yellow", "bg-chalk-green"].map((color) => (
          <span key={color} className={classes("size-2.5 rounded-full opacity-70", color)} />
        ))}
        <span className="ml-3 truncate text-xs text-chalk-muted">
          {text.landing.stageScenes[0]}
        </span>
      </div>
      <Board />
      <WishRow />
      <Strip />
    </div>
  );
}

function Board() {
  return (
    <div className="board-grid">
      <svg viewBox="0 0 760 300" className="block w-full" aria-hidden role="presentation">
        <defs>
          <clipPath id="stage-clip">
            <rect x="290" y="0" width="440" height="300" />
          </clipPath>
        </defs>
        <g stroke="var(--chalk-muted)" strokeWidth="1.5" opacity="0.6">
          <path d="M40 150H730M150 40V260M290 40V260" fill="none" />
        </g>
        <circle
          className="stage-circle"
          cx="150"
          cy="150"
          r={amplitude}
          fill="none"
          stroke="var(--chalk-rose)"
          strokeWidth="4"
        />
        <g className="stage-radius">
          <path
            d="M150 150V70"
            stroke="var(--chalk-yellow)"
            strokeWidth="3"
            strokeLinecap="round"
          />
          <circle cx="150" cy="70" r="7" fill="var(--chalk-yellow)" />
        </g>
        <g clipPath="url(#stage-clip)">
          <path
            className="stage-wave"
            d={wave}
            fill="none"
            stroke="var(--chalk-green)"
            strokeWidth="4"
            strokeLinejoin="round"
          />
        </g>
        <circle className="stage-bob" cx="290" cy="150" r="7" fill="var(--chalk-yellow)" />
      </svg>
    </div>
  );
}

function WishRow() {
  return (
    <div className="flex items-center gap-3 border-t border-board-line bg-board-2 px-4 py-3">
      <Sparkles aria-hidden className="size-4 shrink-0 text-chalk-violet" />
      <span className="flex min-w-0 flex-1 items-center text-sm">
        <span className="stage-typed truncate">{text.landing.stageWish}</span>
        <span className="stage-caret ml-0.5 h-4 w-px bg-chalk" />
      </span>
      <span className="stage-working inline-flex items-center gap-1.5 text-xs text-chalk-yellow">
        <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
        <span className="hidden sm:inline">{text.editor.status["rendering"]}</span>
      </span>
    </div>
  );
}

const colors = ["bg-chalk-rose", "bg-chalk-green", "bg-chalk-yellow", "bg-chalk-violet"];
const grows = ["grow-[24]", "grow-[30]", "grow-[21]", "grow-[25]"];

function Strip() {
  return (
    <div className="relative flex gap-1.5 border-t border-board-line px-4 pt-3 pb-4">
      {text.landing.stageScenes.map((title, index) => (
        <div
          key={title}
          className={classes(
            "relative min-w-0 basis-0 overflow-hidden rounded-md bg-board-2 p-2",
            grows[index],
          )}
        >
          <span className={classes("block h-1 w-6 rounded-full", colors[index])} />
          <span className="mt-2 block truncate text-2xs text-chalk-muted">{title}</span>
          {index === 0 ? (
            <>
              <span className="stage-v1 absolute top-1.5 right-2 text-2xs text-chalk-muted">
                v1
              </span>
              <span className="stage-v2 absolute top-1.5 right-2 inline-flex items-center gap-0.5 text-2xs text-chalk-green">
                <Check aria-hidden className="size-3" />
                v2
              </span>
            </>
          ) : null}
        </div>
      ))}
      <div className="absolute inset-y-2 right-4 left-4">
        <span className="stage-head absolute inset-y-0 w-0.5 rounded-full bg-chalk" />
      </div>
    </div>
  );
}
