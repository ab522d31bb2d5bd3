"use client";
/** What stands in for a scene that has no picture yet. It never moves by itself: it is a frame. */
import { AbsoluteFill, Img, useCurrentFrame, useVideoConfig } from "remotion";
import type { Clip } from "./clip.ts";

const tints: Record<Clip["state"], string> = {
  ready: "var(--chalk-blue)",
  working: "var(--chalk-violet)",
  waiting: "var(--chalk-muted)",
  failed: "var(--chalk-rose)",
};

export function SceneCard({ clip }: { clip: Clip }) {
  const frame = useCurrentFrame();
  const { fps, height } = useVideoConfig();
  const tint = tints[clip.state];
  const turn = clip.state === "working" ? (frame / fps) * 120 : 0;
  const size = height / 22;
  return (
    <AbsoluteFill
      className="board-grid"
      style={{
        alignItems: "center",
        justifyContent: "center",
        gap: size * 0.7,
        color: "var(--chalk)",
        fontSize: size,
        padding: size * 2,
        textAlign: "center",
        backgroundSize: `${height / 12}px ${height / 12}px`,
      }}
    >
      {clip.posterUrl ? <Poster url={clip.posterUrl} /> : null}
      <svg
        width={size * 2.6}
        height={size * 2.6}
        viewBox="0 0 52 52"
        aria-hidden
        role="presentation"
      >
        <circle cx="26" cy="26" r="22" fill="none" stroke="var(--board-line)" strokeWidth="4" />
        <circle
          cx="26"
          cy="26"
          r="22"
          fill="none"
          stroke={tint}
          strokeWidth="4"
          strokeLinecap="round"
          strokeDasharray={clip.state === "working" ? "46 92" : "139"}
          transform={`rotate(${turn - 90} 26 26)`}
        />
        {clip.state === "failed" ? (
          <path d="M26 15v14M26 36v1" stroke={tint} strokeWidth="4" strokeLinecap="round" />
        ) : null}
      </svg>
      <div
        style={{ fontWeight: 600, letterSpacing: "-0.02em", lineHeight: 1.2, position: "relative" }}
      >
        {clip.title}
      </div>
      <div
        style={{
          fontSize: size * 0.62,
          color: "var(--chalk-muted)",
          maxWidth: "32em",
          lineHeight: 1.4,
          position: "relative",
        }}
      >
        {clip.message}
      </div>
    </AbsoluteFill>
  );
}

function Poster({ url }: { url: string }) {
  return (
    <AbsoluteFill style={{ opacity: 0.18, filter: "blur(12px)" }}>
      <Img src={url} alt="" style={{ width: "100%", height: "100%", objectFit: "cover" }} />
    </AbsoluteFill>
  );
}
