/** A shortcut as small caps: `Mod+Shift+Z` becomes three keys. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="flex gap-0.5">
      {keys.split("+").map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded-[5px] border border-line-strong bg-surface px-1 text-center font-sans text-2xs font-medium text-muted"
        >
          {names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
        </kbd>
      ))}
    </span>
  );
}

const names: Record<string, string> = {
  Mod: "Ctrl",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Space: "Space",
  Delete: "Del",
};
