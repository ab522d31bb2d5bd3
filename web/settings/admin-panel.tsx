"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { RefreshCw } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Badge, Notice, Skeleton } from "@/ui/feedback.tsx";
import { type Operations, readOperations, sizeText } from "./operations.ts";
import { Panel } from "./settings-frame.tsx";

const t = text.settings.admin;

/** What an operator sees: the machinery, the work and the people; never what is in a video. */
export function AdminPanel() {
  const me = useQuery(api.users.me, {});
  if (!me) return <Skeleton className="h-64" />;
  if (me.role !== "admin") return <Notice tone="warn">{t.refused}</Notice>;
  return (
    <>
      <Machinery />
      <Work />
      <Jobs />
      <People />
    </>
  );
}

const ask = (path: string): Promise<Response> => fetch(path, { cache: "no-store" });

function Machinery() {
  const [state, setState] = useState<Operations | null | "asking">("asking");
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let stale = false;
    readOperations(ask)
      .catch(() => null)
      .then((found) => {
        if (!stale) setState(found);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [asked]);
  const known = state === "asking" || state === null ? null : state;
  return (
    <Panel title={t.machinery} body={t.machineryBody}>
      {state === "asking" ? <Skeleton className="h-20" /> : null}
      {state === null ? <Notice tone="bad">{t.away}</Notice> : null}
      {known ? (
        <Facts>
          {known.queues.map(({ name, waiting }) => (
            <Fact key={name} label={t.queue(name)} value={String(waiting)} />
          ))}
          <Fact label={t.stored} value={storedText(known)} note={countedText(known)} />
          <Fact label={t.objects} value={known.storedObjects?.toLocaleString() ?? t.unknown} />
        </Facts>
      ) : null}
      <div className="mt-4">
        <Button
          size="sm"
          icon={<RefreshCw aria-hidden className="size-3.5" />}
          disabled={state === "asking"}
          onClick={() => {
            setState("asking");
            setAsked(asked + 1);
          }}
        >
          {t.again}
        </Button>
      </div>
    </Panel>
  );
}

function storedText({ storedBytes, storedWhole }: Operations): string {
  if (storedBytes === null) return t.unknown;
  return storedWhole === false ? t.atLeast(sizeText(storedBytes)) : sizeText(storedBytes);
}

function countedText({ storedCountedAt }: Operations): string | undefined {
  if (storedCountedAt === null) return undefined;
  return t.counted(new Date(storedCountedAt).toLocaleTimeString());
}

function Work() {
  const overview = useQuery(api.admin.overview, {});
  if (!overview) return <Skeleton className="mb-6 h-40" />;
  return (
    <Panel title={t.work} body={t.workBody(overview.sampledJobs)}>
      <Facts>
        {Object.entries(overview.jobs).map(([status, count]) => (
          <Fact key={status} label={status} value={String(count)} />
        ))}
      </Facts>
      <h3 className="mt-6 text-xs font-medium text-muted">{t.failures}</h3>
      {overview.failures.length === 0 ? (
        <p className="mt-2 text-xs text-faint">{t.noFailures}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {overview.failures.map(({ code, count }) => (
            <li key={code} className="tabular flex justify-between gap-3 py-1.5 text-xs">
              <code className="font-mono">{code}</code>
              <span>{count}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type Job = FunctionReturnType<typeof api.admin.jobs>["page"][number];

function Jobs() {
  const jobs = usePaginatedQuery(api.admin.jobs, {}, { initialNumItems: 10 });
  return (
    <Panel title={t.jobs}>
      <ul className="divide-y divide-line">
        {jobs.results.map((job) => (
          <JobRow key={job._id} job={job} />
        ))}
      </ul>
      <More list={jobs} />
    </Panel>
  );
}

function JobRow({ job }: { job: Job }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-xs">
      <span className="w-20 font-medium">{job.kind}</span>
      <Badge tone={job.error ? "bad" : job.finishedAt === undefined ? "accent" : "neutral"}>
        {job.status}
      </Badge>
      <span className="min-w-0 flex-1 truncate text-faint">
        {new Date(job.createdAt).toLocaleString()} · {t.attempt(job.attempt)}
      </span>
      {job.error ? <code className="font-mono text-bad">{job.error.code}</code> : null}
    </li>
  );
}

function People() {
  const people = usePaginatedQuery(api.admin.users, {}, { initialNumItems: 20 });
  return (
    <Panel title={t.people}>
      <ul className="divide-y divide-line">
        {people.results.map((person) => (
          <li key={person._id} className="flex flex-wrap items-center gap-3 py-2 text-xs">
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{person.name ?? t.nameless}</span>{" "}
              <span className="text-faint">{person.email}</span>
            </span>
            {person.role === "admin" ? <Badge tone="accent">{t.admin}</Badge> : null}
            <span className="text-faint">{new Date(person.createdAt).toLocaleDateString()}</span>
          </li>
        ))}
      </ul>
      <More list={people} />
    </Panel>
  );
}

function More({ list }: { list: { status: string; loadMore: (count: number) => void } }) {
  if (list.status !== "CanLoadMore") return null;
  return (
    <Button size="sm" tone="ghost" onClick={() => list.loadMore(20)}>
      {text.library.loadMore}
    </Button>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="tabular grid grid-cols-2 gap-4 sm:grid-cols-4">{children}</dl>;
}

function Fact(props: { label: string; value: string; note?: string | undefined }) {
  return (
    <div>
      <dt className="text-2xs text-faint">{props.label}</dt>
      <dd className="mt-0.5 font-medium">{props.value}</dd>
      {props.note ? <dd className="text-2xs text-faint">{props.note}</dd> : null}
    </div>
  );
}
