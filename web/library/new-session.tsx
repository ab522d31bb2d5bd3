"use client";
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery } from "convex/react";
import { ArrowRight } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type SubmitEvent, Suspense, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import { AppHeader } from "@/live/app-header.tsx";
import { toId } from "@/live/ids.ts";
import { newRequestId } from "@/live/request-id.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Segmented, Select } from "@/ui/choice.tsx";
import { ExampleArt } from "./example-art.tsx";
import { told } from "./use-library-actions.ts";

const t = text.create;

type Choices = { scenes: string; size: string; fps: string; style: string; project: string };

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
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (prompt.trim() && (await start.run(prompt.trim(), choices))) setPrompt("");
  }
  return (
    <>
      <h1 className="text-center text-3xl font-semibold tracking-tight sm:text-4xl">{t.title}</h1>
      <p className="mx-auto mt-3 max-w-xl text-center leading-6 text-muted text-pretty">{t.body}</p>
      <form
        onSubmit={(event) => void submit(event)}
        className="mt-8 rounded-panel border border-line-strong bg-surface shadow-2 focus-within:border-accent"
      >
        <textarea
          aria-label={t.promptLabel}
          placeholder={t.promptPlaceholder}
          rows={4}
          maxLength={4000}
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
          }}
          className="block w-full resize-none rounded-t-panel bg-transparent px-5 pt-5 text-base leading-7 outline-none"
        />
        <div className="flex flex-wrap items-center gap-2 px-3 pb-3">
          <Options choices={choices} onChange={setChoices} />
          <span className="flex-1" />
          <Button
            type="submit"
            tone="primary"
            size="lg"
            busy={start.busy}
            disabled={prompt.trim() === ""}
          >
            {start.busy ? t.sending : t.submit}
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        </div>
      </form>
      <Examples
        onChoose={(example) => {
          setPrompt(example.prompt);
          setChoices({ ...choices, scenes: String(example.scenes) });
          window.scrollTo({ top: 0, behavior: "smooth" });
        }}
      />
    </>
  );
}

function useStart() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const projects = usePaginatedQuery(api.projects.list, {}, { initialNumItems: 1 });
  const createProject = useMutation(api.projects.create);
  const createSession = useMutation(api.videoSessions.create);
  const generate = useMutation(api.jobs.triggerGenerate);

  async function projectFor(chosen: string): Promise<Id<"projects">> {
    if (chosen) return toId<"projects">(chosen);
    const known = projects.results[0]?._id;
    return known ?? createProject({ title: text.library.defaultProject });
  }

  async function make(prompt: string, choices: Choices): Promise<void> {
    const projectId = await projectFor(choices.project);
    const [width, height] = choices.size.split("x").map(Number);
    const sessionId = await createSession({
      projectId,
      title: titleOf(prompt),
      prompt,
      settings: {
        targetFps: Number(choices.fps),
        width: width ?? 1280,
        height: height ?? 720,
        ...(choices.style ? { style: choices.style } : {}),
      },
      clientRequestId: newRequestId(),
    });
    await generate({
      projectId,
      sessionId,
      sceneCount: Number(choices.scenes),
      prompt,
      clientRequestId: newRequestId(),
    });
    router.push(`/sessions/${sessionId}`);
  }

  return {
    busy,
    async run(prompt: string, choices: Choices): Promise<boolean> {
      setBusy(true);
      const made = await told(make(prompt, choices));
      if (!made) setBusy(false);
      return made;
    },
  };
}

/** The first words of the prompt, until the plan brings a better title. */
function titleOf(prompt: string): string {
  const words =
    prompt
      .replace(/\s+/g, " ")
      .split(/[.:;!?\n]/)[0]
      ?.trim() ?? "";
  if (words.length <= 60) return words || text.editor.untitled;
  return `${words.slice(0, 60).replace(/\s\S*$/, "")}…`;
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
        options={["15", "24", "30", "60"].map((value) => ({ value, label: `${value} fps` }))}
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
    <section className="mt-12">
      <h2 className="mb-4 text-sm font-semibold text-muted">{t.examples}</h2>
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
