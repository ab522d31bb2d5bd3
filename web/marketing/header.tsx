import Link from "next/link";
import { text } from "@/text/en.ts";
import { buttonClasses } from "@/ui/button.tsx";
import { Logo } from "@/ui/logo.tsx";
import { ThemeSwitch } from "@/ui/theme-switch.tsx";

/** The head of every page that needs no sign-in. */
export function PublicHeader({ signedIn }: { signedIn: boolean }) {
  return (
    <header className="mx-auto flex h-16 w-full max-w-6xl items-center gap-2 px-4 sm:px-6">
      <Link href="/" className="rounded-control">
        <Logo />
      </Link>
      <span className="flex-1" />
      <nav aria-label={text.common.product} className="flex items-center gap-1">
        <Link href="/help" className={`${buttonClasses("ghost")} max-sm:hidden`}>
          {text.common.help}
        </Link>
        <ThemeSwitch />
        {signedIn ? (
          <Link href="/library" className={buttonClasses("primary")}>
            {text.common.library}
          </Link>
        ) : (
          <Link href="/sign-in" className={buttonClasses("secondary")}>
            {text.common.signIn}
          </Link>
        )}
      </nav>
    </header>
  );
}

export function PublicFooter() {
  return (
    <footer className="border-t border-line">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-3 px-4 py-8 text-xs text-faint sm:px-6">
        <Logo />
        <span className="flex-1" />
        <Link href="/help" className="text-muted hover:text-ink">
          {text.common.help}
        </Link>
        <Link href="/sign-in" className="text-muted hover:text-ink">
          {text.common.signIn}
        </Link>
        <p className="basis-full text-faint">{text.landing.footerLicence}</p>
      </div>
    </footer>
  );
}
