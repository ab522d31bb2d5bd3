import type { ReactNode } from "react";

const line = {
  fill: "none",
  strokeWidth: 3,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const blue = "var(--chalk-blue)";
const yellow = "var(--chalk-yellow)";
const rose = "var(--chalk-rose)";
const green = "var(--chalk-green)";
const violet = "var(--chalk-violet)";

const layers = [
  [40, 80],
  [30, 60, 90],
  [45, 75],
];

const pictures: Record<string, ReactNode> = {
  triangle: (
    <g {...line}>
      <path d="M130 80h40v40h-40z" stroke={rose} fill="oklch(0.73 0.155 15 / 25%)" />
      <path d="M100 50h30v30h-30z" stroke={green} fill="oklch(0.8 0.14 150 / 25%)" />
      <path d="M130 50l30-40 40 30-30 40z" stroke={blue} fill="oklch(0.78 0.105 215 / 25%)" />
      <path d="M130 50v30h40z" stroke={yellow} fill="oklch(0.87 0.14 92 / 35%)" />
    </g>
  ),
  sine: (
    <g {...line}>
      <path d="M110 60h170" stroke="var(--chalk-muted)" strokeWidth={1} />
      <circle cx="65" cy="60" r="34" stroke={blue} />
      <path d="M65 60l24-24" stroke={yellow} />
      <path
        d="M115 60c18-58 36-58 54 0s36 58 54 0 36-58 54 0"
        stroke={green}
        transform="translate(0 0)"
      />
    </g>
  ),
  bars: (
    <g>
      {[60, 30, 80, 18, 92, 44].map((height, index) => (
        <rect
          key={height}
          x={70 + index * 28}
          y={108 - height}
          width="20"
          height={height}
          rx="3"
          fill={index === 2 ? yellow : index === 3 ? rose : blue}
        />
      ))}
    </g>
  ),
  tangent: (
    <g {...line}>
      <path d="M60 108h180M80 12v104" stroke="var(--chalk-muted)" strokeWidth={1.5} />
      <path d="M86 104c60 0 92-30 118-88" stroke={blue} />
      <path d="M112 108L228 18" stroke={yellow} />
      <circle cx="166" cy="67" r="5" fill={rose} stroke="none" />
    </g>
  ),
  network: (
    <g {...line} strokeWidth={1.2}>
      {layers
        .slice(0, -1)
        .flatMap((from, layer) =>
          from.flatMap((y1) =>
            (layers[layer + 1] ?? []).map((y2) => (
              <path
                key={`${layer}-${y1}-${y2}`}
                d={`M${90 + layer * 60} ${y1}L${150 + layer * 60} ${y2}`}
                stroke={violet}
                opacity="0.7"
              />
            )),
          ),
        )}
      {layers.flatMap((ys, layer) =>
        ys.map((y) => (
          <circle
            key={`${layer}-${y}`}
            cx={90 + layer * 60}
            cy={y}
            r="9"
            fill={[blue, yellow, green][layer]}
            stroke="none"
          />
        )),
      )}
    </g>
  ),
  slices: (
    <g strokeWidth="2" stroke="var(--board)">
      {Array.from({ length: 8 }, (_, index) => (
        <path
          key={index * 45}
          d="M85 60l32-13.2a34.6 34.6 0 0 1 0 26.4z"
          transform={`rotate(${index * 45} 85 60)`}
          fill={index % 2 === 0 ? blue : violet}
        />
      ))}
      {Array.from({ length: 8 }, (_, index) => (
        <path
          key={index * 16}
          d={index % 2 === 0 ? "M0 34L13-0L26 34z" : "M0 0L13 34L26 0z"}
          transform={`translate(${145 + index * 13} 43)`}
          fill={index % 2 === 0 ? blue : violet}
        />
      ))}
    </g>
  ),
};

/** The picture of an example, drawn like a scene. */
export function ExampleArt({ art }: { art: string }) {
  return (
    <svg
      viewBox="0 0 300 120"
      className="board-grid block aspect-[5/2] w-full"
      aria-hidden
      role="presentation"
    >
      {pictures[art]}
    </svg>
  );
}
