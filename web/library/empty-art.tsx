/** Three empty frames, the middle one waiting for its sentence. */
export function EmptyArt() {
  return (
    <svg viewBox="0 0 220 96" className="mb-2 w-56" aria-hidden role="presentation">
      <g fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="1.5">
        <rect x="4" y="22" width="76" height="52" rx="8" transform="rotate(-5 42 48)" />
        <rect x="140" y="22" width="76" height="52" rx="8" transform="rotate(5 178 48)" />
      </g>
      <rect
        x="62"
        y="14"
        width="96"
        height="66"
        rx="10"
        fill="var(--board)"
        stroke="var(--accent)"
        strokeWidth="2"
      />
      <circle cx="92" cy="47" r="14" fill="none" stroke="var(--chalk-blue)" strokeWidth="2.5" />
      <path d="M92 47V33" stroke="var(--chalk-yellow)" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M114 47c4-19 10-19 14 0s10 19 14 0"
        fill="none"
        stroke="var(--chalk-green)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
