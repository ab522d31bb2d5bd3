import type { Metadata } from "next";
import { after } from "next/server";
import { readSession } from "@/auth/session.ts";
import { PublicFooter, PublicHeader } from "@/marketing/header.tsx";
import { countView, openShare } from "@/server/convex.ts";
import { SharePlayer } from "@/share/share-player.tsx";
import { ShareGone } from "@/share/share-gone.tsx";
import { text } from "@/text/en.ts";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const shared = await openShare((await params).token);
  if (!shared) return { title: text.share.goneTitle, robots: { index: false } };
  const images = shared.posterUrl
    ? [{ url: shared.posterUrl, width: shared.width, height: shared.height }]
    : undefined;
  return {
    title: shared.title,
    description: text.share.by,
    // A link is for those who were given it, not for search engines.
    robots: { index: false },
    openGraph: { type: "video.other", title: shared.title, description: text.share.by, images },
    twitter: { card: "summary_large_image", title: shared.title },
  };
}

export default async function Page({ params }: Props) {
  const { token } = await params;
  const [shared, session] = await Promise.all([openShare(token), readSession()]);
  if (shared) after(() => countView(token));
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader signedIn={session !== null} />
      <main id="main" className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 sm:px-6">
        {shared ? <SharePlayer shared={shared} /> : <ShareGone />}
      </main>
      <PublicFooter />
    </div>
  );
}
