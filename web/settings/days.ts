/** The last days in order, those without use included. Pure. */
export type DayOfUse = { day: string; renders: number };

const dayMs = 24 * 3600 * 1000;

export function withQuietDays(days: readonly DayOfUse[], count: number): DayOfUse[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const newest = [...known.keys()].sort().at(-1);
  if (newest === undefined) return [];
  const last = Date.parse(`${newest}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(last - (count - 1 - index) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, renders: 0 };
  });
}
