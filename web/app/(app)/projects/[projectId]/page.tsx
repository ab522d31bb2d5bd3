import type { Metadata } from "next";
import { ProjectPage } from "@/library/project-page.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.library.projects };

export default async function Page(props: { params: Promise<{ projectId: string }> }) {
  return <ProjectPage projectId={(await props.params).projectId} />;
}
