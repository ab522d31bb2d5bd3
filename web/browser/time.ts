/** The browser's clocks, each with a way to stop. The editor uses these and not the globals. */
export type Stop = () => void;

export function after(milliseconds: number, act: () => void): Stop {
  const id = setTimeout(act, milliseconds);
  return () => clearTimeout(id);
}

/** Calls once the given number of frames has been painted. */
export function afterPaints(count: number, act: () => void): Stop {
  let id = 0;
  let left = count;
  const step = (): void => {
    left -= 1;
    if (left < 0) act();
    else id = requestAnimationFrame(step);
  };
  id = requestAnimationFrame(step);
  return () => cancelAnimationFrame(id);
}

/** Calls before every paint, with the milliseconds since the page began. */
export function everyPaint(act: (now: number) => void): Stop {
  let id = 0;
  const step = (now: number): void => {
    id = requestAnimationFrame(step);
    act(now);
  };
  id = requestAnimationFrame(step);
  return () => cancelAnimationFrame(id);
}
