import { expect, test } from "vitest";
import { askForToken, awaitToken, type SessionAnswer } from "./token.ts";

function answers(...list: (SessionAnswer | Error)[]) {
  const waits: number[] = [];
  const away: boolean[] = [];
  return {
    waits,
    away,
    options: {
      forced: false,
      ask: () => {
        const next = list.shift();
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? null);
      },
      onAway: (value: boolean) => away.push(value),
      wait: (milliseconds: number) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
  };
}

test("[web:auth:stays-through-outage] a server that is away is asked again, ever more slowly", async () => {
  const lost = new Error("offline");
  const { options, waits, away } = answers(
    lost,
    { problem: "unreachable", accessToken: null },
    lost,
    lost,
    lost,
    lost,
    { accessToken: "t" },
  );
  expect(await askForToken(options)).toEqual({ kind: "token", token: "t" });
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  expect(away.at(-1)).toBe(false);
});

test("only a refusal signs a person out", async () => {
  expect(await askForToken(answers({ problem: "signed_out" }).options)).toEqual({
    kind: "signed_out",
  });
  expect(await askForToken(answers(null).options)).toEqual({ kind: "signed_out" });
});

test("[web:auth:stays-through-sign-out] an ended sign-in waits for the next one and says so meanwhile", async () => {
  const { options, waits } = answers({ problem: "signed_out" }, null, { accessToken: "new" });
  const told: boolean[] = [];
  const onSignedOut = (signedOut: boolean) => told.push(signedOut);
  expect(await awaitToken({ ...options, onSignedOut })).toBe("new");
  expect(told).toEqual([true, true, false]);
  expect(waits).toEqual([3000, 3000]);
});
