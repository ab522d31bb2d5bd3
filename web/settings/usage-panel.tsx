"use client";
import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { Usage } from "@/live/types.ts";
import { withQuietDays } from "./days.ts";
import { text } from "@/text/en.ts";
import { Skeleton } from "@/ui/feedback.tsx";
import { classes } from "@/ui/classes.ts";
import { Panel } from "./settings-frame.tsx";

const t = text.settings;
/** Days are counted in UTC. */
const dayMs = 86_400_000;

export function UsagePanel() {
  const usage = useQuery(api.usage.mine, { days: 14 });
  if (!usage) return <Skeleton className="h-64" />;
  const { today, limits } = usage;
  return (
    <>
      <Panel title={t.usageToday}>
        <div className="grid gap-6 sm:grid-cols-3">
          <Meter label={t.usageRenders} used={today.renders} limit={limits.rendersPerDay} />
          <Meter
            label={t.usageMinutes}
            used={Math.round(today.videoMs / 6_000) / 10}
            limit={limits.videoMinutesPerDay}
          />
          <Meter
            label={t.usageTokens}
            used={today.inputTokens + today.outputTokens}
            limit={limits.tokensPerDay}
          />
          <Meter label={t.usageJobs} used={usage.activeJobs} limit={limits.concurrentJobs} />
          <Meter label={t.usageProjects} used={usage.projects} limit={limits.projects} />
        </div>
        <dl className="tabular mt-6 grid grid-cols-2 gap-4 border-t border-line pt-4 sm:grid-cols-4">
          <Fact label={t.usageFrames} value={today.frames.toLocaleString()} />
          <Fact label={t.usageTime} value={`${(today.renderMs / 1000).toFixed(1)} s`} />
          {today.costUsd > 0 ? (
            <Fact label={t.usageCost} value={`$${today.costUsd.toFixed(2)}`} />
          ) : null}
        </dl>
        <p className="mt-4 text-2xs text-faint">
          {t.usageResets(new Date(Date.parse(today.day) + dayMs).toLocaleString())}
        </p>
      </Panel>
      <Panel title={t.usageDays}>
        <Days days={usage.days} />
      </Panel>
    </>
  );
}

function Meter(props: { label: string; used: number; limit: number }) {
  const fraction = props.limit > 0 ? Math.min(props.used / props.limit, 1) : 0;
  return (
    <div>
      <p className="text-xs text-muted">{props.label}</p>
      <p className="tabular mt-1 text-2xl font-semibold tracking-tight">
        {props.used.toLocaleString()}
      </p>
      <div
        role="meter"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={props.limit}
        aria-valuenow={props.used}
        className="mt-2 h-1.5 overflow-hidden rounded-full bg-press"
      >
        <div
          className={classes("h-full rounded-full", fraction > 0.9 ? "bg-warn" : "bg-accent")}
          style={{ width: `${fraction * 100}%` }}
        />
      </div>
      <p className="tabular mt-1.5 text-2xs text-faint">{t.usageOf(props.used, props.limit)}</p>
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-2xs text-faint">{label}</dt>
      <dd className="mt-0.5 font-medium">{value}</dd>
    </div>
  );
}

function Days({ days }: { days: Usage["days"] }) {
  const most = Math.max(...days.map(({ renders }) => renders), 1);
  const ordered = withQuietDays(days, 14);
  return (
    <ol className="flex h-32 items-end gap-1.5">
      {ordered.map((day) => (
        <li
          key={day.day}
          className="flex h-full flex-1 flex-col justify-end gap-1 text-center"
          title={`${day.day}: ${day.renders}`}
        >
          <span
            className="block rounded-t-md bg-accent-line"
            style={{ height: `${Math.max((day.renders / most) * 100, 2)}%` }}
          >
            <span className="sr-only">{day.renders}</span>
          </span>
          <span className="tabular text-2xs text-faint">{day.day.slice(8)}</span>
        </li>
      ))}
    </ol>
  );
}
