"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import type { ShareLink } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { CopyButton } from "@/ui/copy-button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Badge } from "@/ui/feedback.tsx";
import { Select } from "@/ui/select.tsx";
import { useEditor } from "../state/editor-context.tsx";

const t = text.dialogs;

const lifetimes = [
  { value: "", label: t.shareForever },
  { value: "1", label: t.shareDays(1) },
  { value: "7", label: t.shareDays(7) },
  { value: "30", label: t.shareDays(30) },
];

export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { session, actions } = useEditor();
  const [days, setDays] = useState("");
  const [making, setMaking] = useState(false);
  const links = usePaginatedQuery(
    api.shareLinks.list,
    { sessionId: session._id },
    { initialNumItems: 10 },
  );
  async function make(): Promise<void> {
    setMaking(true);
    await actions.createLink(days === "" ? null : Number(days));
    setMaking(false);
  }
  return (
    <Dialog open onOpenChange={onClose} title={t.shareTitle} description={t.shareBody}>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-xs text-muted">{t.shareExpires}</span>
        <Select label={t.shareExpires} value={days} options={lifetimes} onChange={setDays} />
        <span className="flex-1" />
        <Button tone="primary" busy={making} onClick={() => void make()}>
          {t.shareCreate}
        </Button>
      </div>
      <ul className="mt-4 flex flex-col divide-y divide-line">
        {links.results.map((link) => (
          <Link key={link._id} link={link} />
        ))}
      </ul>
      {links.status !== "LoadingFirstPage" && links.results.length === 0 ? (
        <p className="py-4 text-center text-sm text-faint">{t.shareEmpty}</p>
      ) : null}
    </Dialog>
  );
}

function Link({ link }: { link: ShareLink }) {
  const { actions } = useEditor();
  const address = `${window.location.origin}/share/${link.token}`;
  const [openedAt] = useState(Date.now);
  const ended = link.expiresAt !== undefined && link.expiresAt < openedAt;
  const off = link.revokedAt !== undefined;
  return (
    <li className="flex items-center gap-2 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-xs">{address}</p>
        <p className="tabular text-2xs text-faint">
          {t.shareViews(link.views)}
          {link.expiresAt === undefined
            ? ""
            : ` · ${t.shareUntil(new Date(link.expiresAt).toLocaleDateString())}`}
        </p>
      </div>
      {off || ended ? (
        <Badge tone="warn">{off ? t.shareRevoked : t.shareExpired}</Badge>
      ) : (
        <>
          <CopyButton value={address} said={t.shareCopied} />
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className={buttonClasses("ghost", "sm")}
          >
            <ExternalLink aria-hidden className="size-3.5" />
            {t.shareOpen}
          </a>
          <Button size="sm" tone="danger" onClick={() => void actions.revokeLink(link._id)}>
            {t.shareRevoke}
          </Button>
        </>
      )}
    </li>
  );
}
