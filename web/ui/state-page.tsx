import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

/** A whole page that says one thing: not found, broken, offline. */
export function StatePage(props: {
  title: string;
  body: string;
  art?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center px-6 py-12">
      <div className="flex max-w-md flex-col items-center text-center">
        <Logo />
        <div className="my-8">{props.art}</div>
        <h1 className="text-2xl font-semibold tracking-tight">{props.title}</h1>
        <p className="mt-2 leading-6 text-muted text-pretty">{props.body}</p>
        <div className="mt-6 flex flex-wrap justify-center gap-2">{props.children}</div>
      </div>
    </main>
  );
}
