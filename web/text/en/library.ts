export const library = {
  title: "Library",
  videos: "Videos",
  projects: "Projects",
  trash: "Deleted",
  search: "Search by title",
  filter: "Show",
  filters: { all: "All", ready: "Ready", working: "In the making", failed: "With problems" },
  sort: "Order",
  sorts: { updated: "Last changed", title: "Title", length: "Length" },
  emptyTitle: "Your library is empty",
  emptyBody: "Describe what you want to explain, and your first video appears here scene by scene.",
  emptyAction: "Make your first video",
  noneFound: "Nothing matches. Try other words, or show all.",
  showAll: "Show all",
  scenes: (count: number) => (count === 1 ? "1 scene" : `${count} scenes`),
  videosIn: (count: number) => (count === 1 ? "1 video" : `${count} videos`),
  renameTitle: "Rename",
  renameLabel: "New title",
  removed: (title: string) => `“${title}” was deleted. It can be restored for 30 days.`,
  restored: (title: string) => `“${title}” is back.`,
  duplicated: "A copy was made. Nothing had to be drawn again.",
  newProject: "New project",
  newProjectTitle: "Title of the project",
  projectEmptyTitle: "No videos in this project",
  projectEmptyBody: "Make one, and it appears here.",
  trashEmpty: "Nothing has been deleted.",
  trashBody: "What is deleted waits here for 30 days.",
  loadMore: "Show more",
  defaultProject: "My videos",
  actionsFor: (title: string) => `Actions for ${title}`,
};

export const create = {
  title: "What do you want to explain?",
  body: "One sentence is enough. The more you say about what should be seen, the closer the first draft comes.",
  promptLabel: "Describe the video",
  promptPlaceholder:
    "Why the area of a circle is πr², with the slices of a pizza laid out in a row…",
  submit: "Make the video",
  scenes: "Scenes",
  size: "Size",
  sizes: {
    "1280x720": "720p, wide",
    "1920x1080": "1080p, wide",
    "854x480": "480p, quick draft",
    "1080x1080": "Square",
    "1080x1920": "Upright",
  } as Record<string, string>,
  rate: "Frames per second",
  perSecond: (frames: string) => `${frames} fps`,
  style: "Style",
  styles: {
    "": "Plain",
    "calm, slow pace": "Calm",
    "bold, high contrast": "Bold",
    "playful, bright colours": "Playful",
    "like a blackboard": "Blackboard",
  } as Record<string, string>,
  project: "Project",
  examples: "Examples",
  ways: "How to start",
  options: "Options",
  sending: "Starting…",
};

export const templates = {
  tab: "Templates",
  body: "Ready scenes to begin with. Choose one or more; each becomes a scene that you can change in words.",
  search: "Search templates",
  subjects: "Subject",
  all: "All",
  subjectNames: {
    Math: "Mathematics",
    CS: "Computing",
    "ML/AI": "Machine learning",
  } as Record<string, string>,
  none: "No template has these words.",
  failed: "The templates did not load.",
  start: (count: number) =>
    count === 1 ? "Make a video of this scene" : `Make a video of ${count} scenes`,
  chosen: (count: number) => (count === 1 ? "1 template chosen" : `${count} templates chosen`),
  clear: "Choose none",
  sessionTitle: (first: string, more: number) => (more === 0 ? first : `${first} and ${more} more`),
};

export type Example = { title: string; prompt: string; scenes: number; art: string };

export const examples: Example[] = [
  {
    title: "Pythagoras, without algebra",
    prompt:
      "Show the Pythagorean theorem with a right triangle: draw the squares on the three sides, then slide the two small ones into the large one.",
    scenes: 4,
    art: "triangle",
  },
  {
    title: "Where the sine wave comes from",
    prompt:
      "Explain the sine function: a point goes round the unit circle and its height draws the wave. Then change amplitude and frequency.",
    scenes: 4,
    art: "sine",
  },
  {
    title: "Bubble sort, step by step",
    prompt:
      "Explain bubble sort on the list 5, 2, 8, 1, 9, 3: show comparisons, swaps and the sorted end.",
    scenes: 3,
    art: "bars",
  },
  {
    title: "What a derivative is",
    prompt:
      "Explain the derivative as the slope of a tangent: a secant on a parabola whose second point slides towards the first.",
    scenes: 4,
    art: "tangent",
  },
  {
    title: "How a neural network decides",
    prompt:
      "Explain a small neural network with three layers: values flow from left to right, weights change the result.",
    scenes: 4,
    art: "network",
  },
  {
    title: "Area of a circle",
    prompt:
      "Show why the area of a circle is pi r squared: cut it into slices, lay them in a row, and let the row become a rectangle.",
    scenes: 3,
    art: "slices",
  },
];

export const share = {
  by: "Made with Scenewright",
  goneTitle: "This link no longer works",
  goneBody: "It was switched off or has ended. Ask the person who sent it for a new one.",
  make: "Make your own",
  chapters: "Scenes",
};
