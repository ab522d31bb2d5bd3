import "./marketing.css";
import {
  ArrowRight,
  Crosshair,
  Layers,
  Quote,
  ShieldCheck,
  SquareDashed,
  TerminalSquare,
} from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { text } from "@/text/en.ts";
import { buttonClasses } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Badge } from "@/ui/feedback.tsx";
import { Stage } from "./stage.tsx";

const t = text.landing;

export function Landing({ startLabel, startHref }: { startLabel: string; startHref: string }) {
  const start = (
    <Link href={startHref} className={buttonClasses("primary", "lg")}>
      {startLabel}
      <ArrowRight aria-hidden className="size-4" />
    </Link>
  );
  return (
    <main id="main" className="relative">
      <div
        aria-hidden
        className="hero-glow pointer-events-none absolute inset-x-0 -top-16 h-[640px]"
      />
      <section className="relative mx-auto max-w-6xl px-4 pt-14 pb-20 text-center sm:px-6 sm:pt-20">
        <h1 className="mx-auto max-w-3xl text-4xl leading-[1.08] font-semibold tracking-[-0.03em] sm:text-6xl">
          {t.heroTitle}
        </h1>
        <p className="mx-auto mt-6 max-w-2xl text-base leading-7 text-muted text-pretty sm:text-lg sm:leading-8">
          {t.heroBody}
        </p>
        <div className="mt-8 flex flex-wrap items-center justify-center gap-3">
          {start}
          <a href="#how" className={buttonClasses("ghost", "lg")}>
            {t.howItWorks}
          </a>
        </div>
        <ul className="mt-6 flex flex-wrap justify-center gap-x-5 gap-y-1 text-xs text-faint">
          {t.heroFacts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        <div className="mx-auto mt-12 max-w-4xl text-left">
          <Stage />
        </div>
      </section>
      <Steps />
      <Reasons />
      <Words />
      <section className="mx-auto max-w-6xl px-4 pb-24 text-center sm:px-6">
        <h2 className="text-3xl font-semibold tracking-tight sm:text-4xl">{t.closingTitle}</h2>
        <p className="mt-3 mb-7 text-muted">{t.closingBody}</p>
        {start}
      </section>
    </main>
  );
}

function Steps() {
  return (
    <section id="how" className="mx-auto max-w-6xl scroll-mt-8 px-4 py-16 sm:px-6">
      <h2 className="max-w-xl text-2xl font-semibold tracking-tight sm:text-3xl">{t.stepsTitle}</h2>
      <ol className="mt-8 grid grid-cols-1 gap-px overflow-hidden rounded-panel border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
        {t.steps.map((step, index) => (
          <li key={step.title} className="bg-surface p-6">
            <span className="tabular grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text">
              {index + 1}
            </span>
            <h3 className="mt-4 text-[0.9375rem] font-semibold">{step.title}</h3>
            <p className="mt-2 leading-6 text-muted text-pretty">{step.body}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reasons() {
  return (
    <section className="mx-auto grid max-w-6xl grid-cols-1 gap-4 px-4 pb-16 sm:px-6 lg:grid-cols-6">
      <Reason
        className="lg:col-span-4"
        icon={<Layers aria-hidden />}
        title={t.versionsTitle}
        body={t.versionsBody}
        picture={<Versions />}
      />
      <Reason
        className="lg:col-span-2"
        icon={<Crosshair aria-hidden />}
        title={t.exactTitle}
        body={t.exactBody}
        picture={<Boundary />}
      />
      <Reason
        className="lg:col-span-2"
        icon={<SquareDashed aria-hidden />}
        title={t.partialTitle}
        body={t.partialBody}
      />
      <Reason
        className="lg:col-span-2"
        icon={<ShieldCheck aria-hidden />}
        title={t.safeTitle}
        body={t.safeBody}
      />
      <Reason
        className="lg:col-span-2"
        icon={<TerminalSquare aria-hidden />}
        title={t.ownTitle}
        body={t.ownBody}
      />
    </section>
  );
}

type ReasonProps = {
  icon: ReactNode;
  title: string;
  body: string;
  picture?: ReactNode;
  className?: string;
};

function Reason(props: ReasonProps) {
  return (
    <article
      className={classes(
        "flex flex-col rounded-panel border border-line bg-surface p-6 [&_svg]:size-5",
        props.className,
      )}
    >
      <span className="text-accent-text">{props.icon}</span>
      <h3 className="mt-4 text-lg font-semibold tracking-tight">{props.title}</h3>
      <p className="mt-2 leading-6 text-muted text-pretty">{props.body}</p>
      {props.picture ? <div className="mt-6 flex flex-1 items-end">{props.picture}</div> : null}
    </article>
  );
}

function Versions() {
  return (
    <ul className="w-full divide-y divide-line overflow-hidden rounded-card border border-line bg-canvas">
      {t.versionsList.map((version, index) => (
        <li key={version.version} className="flex items-center gap-3 px-3 py-2.5">
          <span className="board-grid grid h-9 w-16 shrink-0 place-items-center rounded-md">
            <span
              className={classes(
                "size-5 rounded-full border-2",
                index === 2 ? "border-chalk-blue" : "border-chalk-rose",
              )}
            />
          </span>
          <span className="tabular text-xs text-faint">{version.version}</span>
          <span className="min-w-0 flex-1 truncate">{version.wish}</span>
          <Badge tone={index === 0 ? "good" : "neutral"}>{version.state}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Boundary() {
  const frames = [87, 88, 89, 90, 91, 92];
  return (
    <div className="flex w-full gap-1">
      {frames.map((frame) => (
        <span
          key={frame}
          className={classes(
            "tabular grid h-14 flex-1 place-items-center rounded-md text-2xs font-medium",
            frame < 90 ? "bg-accent-soft text-accent-text" : "bg-warn-soft text-warn",
          )}
        >
          {frame}
        </span>
      ))}
    </div>
  );
}

function Words() {
  return (
    <section className="mx-auto max-w-6xl px-4 py-16 text-center sm:px-6">
      <h2 className="text-2xl font-semibold tracking-tight sm:text-3xl">{t.wordsTitle}</h2>
      <ul className="mx-auto mt-8 flex max-w-3xl flex-wrap justify-center gap-2.5">
        {t.words.map((word) => (
          <li
            key={word}
            className="inline-flex items-center gap-2 rounded-full border border-line bg-surface px-4 py-2 text-muted shadow-1"
          >
            <Quote aria-hidden className="size-3.5 text-accent-text" />
            {word}
          </li>
        ))}
      </ul>
    </section>
  );
}
