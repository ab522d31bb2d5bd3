import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProjectPage } from "@/library/project-page.tsx";
import { isIdShaped } from "@/live/ids.ts";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.library.projects };

export default async function Page(props: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await props.params;
  if (!isIdShaped(projectId)) notFound();
  return <ProjectPage projectId={projectId} />;
}
