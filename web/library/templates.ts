/** The templates that come with the app: ready scenes, as documents. Fetched when they are asked for. */
export type TemplateDocument = { meta: Record<string, unknown> };

export type Template = {
  id: string;
  title: string;
  subject: string;
  description: string;
  words: string;
  document: TemplateDocument;
  square: TemplateDocument;
  tall: TemplateDocument;
};

export async function fetchTemplates(): Promise<Template[]> {
  const response = await fetch("/templates/templates.json");
  if (!response.ok) throw new Error(`The templates did not come: ${response.status}`);
  return (await response.json()) as Template[];
}

export function stillOf(id: string): string {
  return `/templates/${id}.webp`;
}

/** Styles that one of the documents' own themes stands for. */
const themes: Record<string, string> = {
  "bold, high contrast": "high_contrast",
  "like a blackboard": "blackboard",
};

/** The document in the shape and the style of the video. */
export function documentFor(
  template: Template,
  video: { width: number; height: number; style: string },
): TemplateDocument {
  const document = inShape(template, video);
  const theme = themes[video.style];
  return theme ? { ...document, meta: { ...document.meta, theme } } : document;
}

function inShape(template: Template, { width, height }: { width: number; height: number }) {
  if (width === height) return template.square;
  return width < height ? template.tall : template.document;
}

/** Templates of a subject that have all the words somewhere. */
export function findTemplates(
  templates: readonly Template[],
  wanted: { words: string; subject: string },
): Template[] {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter((template) => {
    if (wanted.subject !== "" && template.subject !== wanted.subject) return false;
    const said = `${template.title} ${template.description} ${template.words}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

export function subjectsOf(templates: readonly Template[]): string[] {
  return [...new Set(templates.map(({ subject }) => subject))];
}
