import { common } from "@/text/shell.ts";

/** Three frames in a row, the middle one lifted: the scene being worked on. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden role="presentation">
      <rect x="1" y="1" width="30" height="30" rx="9" fill="var(--accent)" />
      <g fill="var(--on-accent)">
        <rect x="6" y="13" width="5.2" height="11" rx="1.6" opacity="0.55" />
        <rect x="13.2" y="8" width="5.6" height="16" rx="1.6" />
        <rect x="20.8" y="13" width="5.2" height="11" rx="1.6" opacity="0.55" />
      </g>
    </svg>
  );
}

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark className="size-6" />
      <span className="text-[0.9375rem] font-semibold tracking-tight text-ink">
        {common.product}
      </span>
    </span>
  );
}
