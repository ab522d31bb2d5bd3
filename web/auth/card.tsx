import type { ReactNode } from "react";

/** The frame of the sign-in pages. */
export function AuthCard(props: {
  title: string;
  body: string;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <main id="main" className="relative mx-auto flex w-full max-w-sm flex-col px-4 py-14 sm:py-20">
      <h1 className="text-2xl font-semibold tracking-tight">{props.title}</h1>
      <p className="mt-1.5 text-muted">{props.body}</p>
      <div className="mt-7 flex flex-col gap-4 rounded-panel border border-line bg-surface p-5 shadow-2">
        {props.children}
      </div>
      {props.foot ? <div className="mt-5 text-center text-muted">{props.foot}</div> : null}
    </main>
  );
}
