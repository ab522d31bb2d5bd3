import type { Metadata } from "next";
import { ShortcutSheet } from "@/editor/dialogs/shortcut-sheet.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.help.title, description: text.help.body };

export default function Page() {
  return (
    <main
      id="main"
      className="mx-auto grid max-w-5xl gap-10 px-4 py-12 sm:px-6 lg:grid-cols-[13rem_1fr]"
    >
      <nav aria-label={text.help.title} className="max-lg:hidden">
        <ul className="sticky top-8 flex flex-col gap-2 text-muted">
          {text.help.sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`} className="hover:text-ink">
                {section.title}
              </a>
            </li>
          ))}
          <li>
            <a href="#shortcuts" className="hover:text-ink">
              {text.help.shortcuts}
            </a>
          </li>
        </ul>
      </nav>
      <div>
        <h1 className="text-3xl font-semibold tracking-tight">{text.help.title}</h1>
        <p className="mt-2 text-base text-muted">{text.help.body}</p>
        {text.help.sections.map((section) => (
          <section key={section.id} id={section.id} className="mt-10 scroll-mt-8">
            <h2 className="text-lg font-semibold tracking-tight">{section.title}</h2>
            {section.paragraphs.map((paragraph) => (
              <p key={paragraph} className="mt-2.5 max-w-2xl text-[0.9375rem] leading-7 text-muted">
                {paragraph}
              </p>
            ))}
          </section>
        ))}
        <section
          id="shortcuts"
          className="mt-12 scroll-mt-8 rounded-panel border border-line bg-surface p-6"
        >
          <h2 className="mb-5 text-lg font-semibold tracking-tight">{text.help.shortcuts}</h2>
          <ShortcutSheet />
        </section>
      </div>
    </main>
  );
}
