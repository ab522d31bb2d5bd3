import Link from "next/link";
import { EmptyArt } from "@/library/empty-art.tsx";
import { text } from "@/text/en.ts";
import { buttonClasses } from "@/ui/button.tsx";

export function ShareGone() {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center py-20 text-center">
      <EmptyArt />
      <h1 className="text-xl font-semibold tracking-tight">{text.share.goneTitle}</h1>
      <p className="mt-2 mb-6 text-muted">{text.share.goneBody}</p>
      <Link href="/" className={buttonClasses("secondary")}>
        {text.states.goHome}
      </Link>
    </div>
  );
}
