export const landing = {
  metaTitle: "Scenewright: explainer videos you can keep editing",
  metaDescription:
    "Type a sentence, get an animated explainer made of scenes. Say what to change, and only that scene is drawn again, live, with every version kept.",
  heroTitle: "Write a sentence. Direct every scene.",
  heroBody:
    "Scenewright turns a prompt into an animated explainer made of scenes. Say what to change in plain words: one scene is drawn again while the rest keeps playing, and it swaps in without a flicker.",
  start: "Make a video",
  startLocal: "Start on this computer",
  howItWorks: "See how it works",
  heroFacts: ["Open source", "Runs on one computer", "No account needed"],
  stageWish: "Make the circle red",
  stageScenes: ["A point on a circle", "Unrolling the wave", "Period and height", "Two waves meet"],
  stageLabel:
    "Picture of the editor: a circle that draws a wave. Someone asks for a red circle, and scene one becomes version two.",
  stepsTitle: "From a sentence to a finished cut",
  steps: [
    {
      title: "Describe it",
      body: "A topic, a lesson, a theorem. Choose how many scenes, or start from an example.",
    },
    {
      title: "Watch it come alive",
      body: "Scenes are written and drawn side by side. Each one plays as soon as it is ready.",
    },
    {
      title: "Say what to change",
      body: "“Slow this down.” “Make the triangle green.” The scene gets a new version; the old one plays until it is ready.",
    },
    {
      title: "Cut and share",
      body: "Reorder, split, revert, undo. Export one file with the exact number of frames, or send a link.",
    },
  ],
  versionsTitle: "Nothing you made is ever lost",
  versionsBody:
    "Every version of every scene stays: what you asked for, the code, the picture and the measured frames. Going back moves a pointer and draws nothing. A failed change leaves the video as it was and says why.",
  versionsList: [
    { version: "v3", wish: "Label both axes", state: "Live" },
    { version: "v2", wish: "Make the circle red", state: "Ready" },
    { version: "v1", wish: "First draft", state: "Ready" },
  ],
  exactTitle: "Exact to the frame",
  exactBody:
    "Durations are measured from the files, never guessed. Scenes meet with no black, frozen or doubled frame, in the player and in the export.",
  partialTitle: "One broken scene is not a broken video",
  partialBody:
    "If a scene cannot be drawn, the rest still plays, a card takes its place, and you can try again or say it differently.",
  safeTitle: "Generated code stays in its box",
  safeBody:
    "Whatever a model writes is run without network, without secrets and within limits, and what comes out is checked before you see it.",
  ownTitle: "Yours to run",
  ownBody:
    "One command starts everything on your own computer: no key, no account, no Docker. The same code runs on Convex Cloud with a fleet of workers.",
  wordsTitle: "Talk to it the way you would to an editor",
  words: [
    "Make the circle red",
    "Slow down the second half",
    "Add a label under the graph",
    "Use a darker background",
    "Split this where the wave starts",
    "Show the formula first",
  ],
  closingTitle: "What will you explain?",
  closingBody: "Your first scenes are a sentence away.",
  footerLicence:
    "Open source under the MIT licence. The player uses Remotion, which has its own terms.",
};
