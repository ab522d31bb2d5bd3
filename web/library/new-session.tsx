"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { ArrowRight } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, type SubmitEvent, Suspense, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import { AppHeader } from "@/live/app-header.tsx";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Segmented } from "@/ui/choice.tsx";
import { Select } from "@/ui/select.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import { ExampleArt } from "./example-art.tsx";
import { Templates } from "./template-start.tsx";
import { type Choices, useStart } from "./use-start.ts";

const t = text.create;

export function NewSession() {
  return (
    <>
      <AppHeader />
      <main id="main" className="mx-auto max-w-4xl px-4 py-10 sm:px-6 sm:py-14">
        <Suspense>
          <Start />
        </Suspense>
      </main>
    </>
  );
}

function Start() {
  const [prompt, setPrompt] = useDraft("new-session");
  const asked = useSearchParams().get("project") ?? "";
  const [choices, setChoices] = useState<Choices>({
    scenes: "4",
    size: "1280x720",
    fps: "30",
    style: "",
    project: asked,
  });
  const start = useStart();
  async function submit(): Promise<void> {
    if (prompt.trim() && (await start.run(prompt.trim(), choices))) setPrompt("");
  }
  return (
    <>
      <h1 className="text-center text-3xl font-semibold tracking-tight sm:text-4xl">{t.title}</h1>
      <p className="mx-auto mt-3 max-w-xl text-center leading-6 text-muted text-pretty">{t.body}</p>
      <PromptForm
        prompt={prompt}
        busy={start.busy}
        onPrompt={setPrompt}
        onSubmit={() => void submit()}
        options={<Options choices={choices} onChange={setChoices} />}
      />
      <Ways
        onExample={(example) => {
          setPrompt(example.prompt);
          setChoices({ ...choices, scenes: String(example.scenes) });
          window.scrollTo({ top: 0, behavior: "smooth" });
        }}
        templates={
          <Templates
            busy={start.busy}
            onStart={(templates) => void start.fromTemplates(templates, choices)}
          />
        }
      />
    </>
  );
}

function PromptForm(props: {
  prompt: string;
  busy: boolean;
  options: ReactNode;
  onPrompt: (prompt: string) => void;
  onSubmit: () => void;
}) {
  return (
    <form
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        props.onSubmit();
      }}
      className="mt-8 rounded-panel border border-line-strong bg-surface shadow-2 focus-within:border-accent"
    >
      <textarea
        aria-label={t.promptLabel}
        placeholder={t.promptPlaceholder}
        rows={4}
        maxLength={4000}
        value={props.prompt}
        onChange={(event) => props.onPrompt(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
        className="block w-full resize-none rounded-t-panel bg-transparent px-5 pt-5 text-base leading-7 outline-none"
      />
      <div className="flex flex-wrap items-center gap-2 px-3 pb-3">
        {props.options}
        <span className="flex-1" />
        <Button
          type="submit"
          tone="primary"
          size="lg"
          className="max-sm:w-full"
          busy={props.busy}
          disabled={props.prompt.trim() === ""}
        >
          {props.busy ? t.sending : t.submit}
          <ArrowRight aria-hidden className="size-4" />
        </Button>
      </div>
    </form>
  );
}

/** What to begin with when no words come to mind. */
function Ways(props: { onExample: (example: Example) => void; templates: ReactNode }) {
  const [way, setWay] = useState("examples");
  return (
    <div className="mt-10">
      <Tabs
        label={t.ways}
        value={way}
        onChange={setWay}
        tabs={[
          {
            id: "examples",
            label: t.examples,
            content: <Examples onChoose={props.onExample} />,
          },
          { id: "templates", label: text.templates.tab, content: props.templates },
        ]}
      />
    </div>
  );
}

function Options({ choices, onChange }: { choices: Choices; onChange: (next: Choices) => void }) {
  const projects = usePaginatedQuery(api.projects.list, {}, { initialNumItems: 20 });
  const own = projects.results.map(({ _id, title }) => ({ value: String(_id), label: title }));
  return (
    <>
      <span className="flex items-center gap-2 pl-2 text-xs text-muted">
        {t.scenes}
        <Segmented
          label={t.scenes}
          value={choices.scenes}
          options={["1", "2", "3", "4", "6", "8"].map((value) => ({ value, label: value }))}
          onChange={(scenes) => onChange({ ...choices, scenes })}
        />
      </span>
      <Select
        label={t.size}
        size="sm"
        value={choices.size}
        options={Object.entries(t.sizes).map(([value, label]) => ({ value, label }))}
        onChange={(size) => onChange({ ...choices, size })}
      />
      <Select
        label={t.rate}
        size="sm"
        value={choices.fps}
        options={["15", "24", "30", "60"].map((value) => ({ value, label: t.perSecond(value) }))}
        onChange={(fps) => onChange({ ...choices, fps })}
      />
      <Select
        label={t.style}
        size="sm"
        value={choices.style}
        options={Object.entries(t.styles).map(([value, label]) => ({ value, label }))}
        onChange={(style) => onChange({ ...choices, style })}
      />
      {own.length > 1 ? (
        <Select
          label={t.project}
          size="sm"
          value={choices.project || (own[0]?.value ?? "")}
          options={own}
          onChange={(project) => onChange({ ...choices, project })}
        />
      ) : null}
    </>
  );
}

type Example = (typeof text.examples)[number];

function Examples({ onChoose }: { onChoose: (example: Example) => void }) {
  return (
    <section aria-label={t.examples} className="pt-5">
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {text.examples.map((example) => (
          <li key={example.title}>
            <button
              type="button"
              onClick={() => onChoose(example)}
              className="group w-full overflow-hidden rounded-card border border-line bg-surface text-left transition-[border-color,box-shadow] hover:border-accent-line hover:shadow-2"
            >
              <ExampleArt art={example.art} />
              <span className="block px-3.5 py-3">
                <span className="block text-sm font-medium">{example.title}</span>
                <span className="mt-1 line-clamp-2 text-xs leading-5 text-muted">
                  {example.prompt}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
