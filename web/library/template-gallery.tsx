"use client";
/** The templates as pictures: search, choose some, in the order in which they were chosen. */
import { useEffect, useState } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Notice, Skeleton } from "@/ui/feedback.tsx";
import { TextField } from "@/ui/field.tsx";
import { Poster } from "@/ui/poster.tsx";
import { fetchTemplates, findTemplates, stillOf, subjectsOf, type Template } from "./templates.ts";

const t = text.templates;

type Props = {
  chosen: readonly Template[];
  onChange: (chosen: Template[]) => void;
};

type Loaded = { kind: "loading" } | { kind: "failed" } | { kind: "here"; templates: Template[] };

export function TemplateGallery({ chosen, onChange }: Props) {
  const [tries, setTries] = useState(0);
  const [loaded, setLoaded] = useState<Loaded>({ kind: "loading" });
  const [wanted, setWanted] = useState({ words: "", subject: "" });
  useEffect(() => {
    let gone = false;
    fetchTemplates().then(
      (templates) => gone || setLoaded({ kind: "here", templates }),
      () => gone || setLoaded({ kind: "failed" }),
    );
    return () => {
      gone = true;
    };
  }, [tries]);
  if (loaded.kind === "loading") return <Skeleton className="h-64" />;
  if (loaded.kind === "failed") {
    return (
      <Notice
        tone="bad"
        action={<Button onClick={() => setTries(tries + 1)}>{text.common.retry}</Button>}
      >
        {t.failed}
      </Notice>
    );
  }
  const shown = findTemplates(loaded.templates, wanted);
  const toggle = (template: Template): void => {
    const rest = chosen.filter(({ id }) => id !== template.id);
    onChange(rest.length < chosen.length ? rest : [...chosen, template]);
  };
  return (
    <>
      <Search wanted={wanted} subjects={subjectsOf(loaded.templates)} onChange={setWanted} />
      {shown.length === 0 ? <p className="py-10 text-center text-muted">{t.none}</p> : null}
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {shown.map((template) => (
          <li key={template.id}>
            <Card
              template={template}
              place={chosen.findIndex(({ id }) => id === template.id)}
              onToggle={() => toggle(template)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type Wanted = { words: string; subject: string };

function Search(props: { wanted: Wanted; subjects: string[]; onChange: (wanted: Wanted) => void }) {
  const { wanted, onChange } = props;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <div className="min-w-48 flex-1">
        <TextField
          hideLabel
          label={t.search}
          placeholder={t.search}
          type="search"
          value={wanted.words}
          onChange={(event) => onChange({ ...wanted, words: event.target.value })}
        />
      </div>
      <div role="group" aria-label={t.subjects} className="flex flex-wrap gap-1.5">
        {["", ...props.subjects].map((subject) => (
          <button
            key={subject}
            type="button"
            aria-pressed={wanted.subject === subject}
            onClick={() => onChange({ ...wanted, subject })}
            className={classes(
              "rounded-full border px-3 py-1 text-xs font-medium",
              wanted.subject === subject
                ? "border-accent bg-accent-soft text-accent-text"
                : "border-line text-muted hover:text-ink",
            )}
          >
            {subject === "" ? t.all : (t.subjectNames[subject] ?? subject)}
          </button>
        ))}
      </div>
    </div>
  );
}

function Card(props: { template: Template; place: number; onToggle: () => void }) {
  const { template, place } = props;
  const on = place >= 0;
  return (
    <button
      type="button"
      aria-pressed={on}
      title={template.description}
      onClick={props.onToggle}
      className={classes(
        "block w-full overflow-hidden rounded-card border bg-surface text-left transition-[border-color,box-shadow] hover:shadow-2",
        on
          ? "border-accent shadow-[0_0_0_1px_var(--accent)]"
          : "border-line hover:border-accent-line",
      )}
    >
      <Poster url={stillOf(template.id)} className="aspect-video w-full rounded-none ring-0">
        {on ? (
          <span className="tabular absolute top-2 right-2 grid size-6 place-items-center rounded-full bg-accent text-xs font-semibold text-on-accent shadow-2">
            {place + 1}
          </span>
        ) : null}
      </Poster>
      <span className="block truncate px-3 pt-2 text-[0.8125rem] font-medium">
        {template.title}
      </span>
      <span className="mx-3 mb-2.5 line-clamp-2 text-xs leading-4.5 text-muted">
        {template.description}
      </span>
    </button>
  );
}
