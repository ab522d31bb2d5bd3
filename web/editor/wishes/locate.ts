/**
 * Which scenes a wish about the whole video means: by number, by place, or by the words of their
 * titles and summaries. It only proposes; a person confirms before anything is changed.
 */
export type Place = { sceneId: string; title: string; words: string };
export type Reason = "number" | "place" | "words" | "everything" | "selected";
export type Found = { sceneId: string; reason: Reason };

const ordinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
const numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const everything =
  /\b(everywhere|all (of )?(the )?scenes?|every scene|each scene|whole video|entire video|throughout|all circles|all text)\b/;
const openings = /\b(intro|introduction|opening|beginning|start of the video)\b/;
const endings = /\b(outro|ending|end of the video|conclusion|closing|summary scene)\b/;

export function locate(wish: string, places: readonly Place[], selectedId: string | null): Found[] {
  const said = wish.toLowerCase();
  const all = (reason: Reason, pick: readonly Place[]): Found[] =>
    pick.map(({ sceneId }) => ({ sceneId, reason }));
  const numbered = byNumber(said, places.length).flatMap((index) => places[index] ?? []);
  if (numbered.length > 0) return all("number", numbered);
  if (everything.test(said)) return all("everything", places);
  const placed = byPlace(said, places);
  if (placed.length > 0) return all("place", placed);
  if (/\b(this|current) scene\b/.test(said) && selectedId !== null) {
    return [{ sceneId: selectedId, reason: "selected" }];
  }
  return all("words", byWords(said, places));
}

/** Zero-based indexes of scenes named by number: “scenes 2 and 4”, “2-4”, “the third scene”. */
export function byNumber(said: string, count: number): number[] {
  const found = new Set<number>();
  const add = (number: number): void => {
    if (number >= 1 && number <= count) found.add(number - 1);
  };
  for (const match of said.matchAll(
    /\bscenes?\s+((?:\d+|[a-z]+)(?:\s*(?:,|and|&|to|-|–|through)\s*(?:\d+|[a-z]+))*)/g,
  )) {
    readList(match[1] ?? "", add);
  }
  for (const match of said.matchAll(
    /\b([a-z]+|\d+(?:st|nd|rd|th))(?=(?: and (?:[a-z]+|\d+th))? (?:scene|part|section)s?\b)/g,
  )) {
    add(toNumber(match[1] ?? ""));
  }
  if (/\blast (scene|part|section)\b/.test(said)) add(count);
  return [...found].sort((left, right) => left - right);
}

function readList(list: string, add: (number: number) => void): void {
  let before = 0;
  let range = false;
  for (const token of list.split(/\s+|(?=[,&–-])|(?<=[,&–-])/)) {
    if (/^(to|through|-|–)$/.test(token)) {
      range = before > 0;
      continue;
    }
    const number = toNumber(token);
    if (number === 0) continue;
    for (let each = range ? before + 1 : number; each <= number; each += 1) add(each);
    before = number;
    range = false;
  }
}

function toNumber(word: string): number {
  const digits = /^(\d+)(?:st|nd|rd|th)?$/.exec(word);
  if (digits) return Number(digits[1]);
  return 1 + Math.max(ordinals.indexOf(word), numbers.indexOf(word));
}

function byPlace(said: string, places: readonly Place[]): Place[] {
  const found: Place[] = [];
  const [first] = places;
  const last = places.at(-1);
  if (openings.test(said) && first) found.push(first);
  if (endings.test(said) && last && last !== first) found.push(last);
  return found;
}

const skipped = new Set(
  "a an and the of in on to is it its make with for more less that this scene scenes please should be color colour red blue green yellow slower faster bigger smaller add remove change show".split(
    " ",
  ),
);

function byWords(said: string, places: readonly Place[]): Place[] {
  const asked = [...new Set(stems(said))];
  if (asked.length === 0) return [];
  const scored = places.map((place) => {
    const titled = new Set(stems(place.title));
    const told = new Set(stems(place.words));
    const score = asked.reduce(
      (sum, stem) => sum + (titled.has(stem) ? 2 : 0) + (told.has(stem) ? 1 : 0),
      0,
    );
    return { place, score };
  });
  const best = Math.max(...scored.map(({ score }) => score), 0);
  if (best === 0) return [];
  return scored.filter(({ score }) => score >= best * 0.67).map(({ place }) => place);
}

/** Words without their endings, so that “circles” finds “circle”. */
function stems(said: string): string[] {
  return (said.toLowerCase().match(/[a-zà-ÿ]{3,}/g) ?? [])
    .filter((word) => !skipped.has(word))
    .map((word) => word.replace(/(ies|es|s|ing|ed)$/, ""));
}
