import { CopyButton } from "@/ui/copy-button.tsx";
import { Notice } from "@/ui/feedback.tsx";

/** A secret that is shown this once. */
export function SecretOnce({ note, secret }: { note: string; secret: string }) {
  return (
    <Notice tone="warn" action={<CopyButton value={secret} />}>
      <p>{note}</p>
      <code className="mt-1.5 block font-mono text-xs break-all select-all">{secret}</code>
    </Notice>
  );
}
