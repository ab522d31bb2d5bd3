import { describe, expect, test } from "vitest";
import { createRefresher, needsRenewal, type RefreshOutcome, toSignedIn } from "./tokens.ts";

const tokens = {
  accessToken: "a",
  refreshToken: "r",
  accessExpiresAt: 1_900_000,
};

describe("the backend tokens", () => {
  test("a token is renewed a minute before it ends", () => {
    expect(needsRenewal(tokens, 1_839_999, false)).toBe(false);
    expect(needsRenewal(tokens, 1_840_000, false)).toBe(true);
  });

  test("a forced renewal brings a new token however young the old one is", () => {
    expect(needsRenewal(tokens, 1_000_001, true)).toBe(true);
  });

  test("an answer without tokens signs nobody in", () => {
    expect(toSignedIn({ accessToken: "x" }, 0)).toBeNull();
    expect(toSignedIn("nonsense", 0)).toBeNull();
  });

  test("the user is read from the claims when the answer leaves it out", () => {
    const claims = Buffer.from(JSON.stringify({ sub: "u1", email: "a@b.c", exp: 50 }));
    const answer = { accessToken: `h.${claims.toString("base64url")}.s`, refreshToken: "r" };
    expect(toSignedIn(answer, 7)).toEqual({
      user: { id: "u1", email: "a@b.c", name: "" },
      tokens: {
        accessToken: answer.accessToken,
        refreshToken: "r",
        accessExpiresAt: 50_000,
      },
    });
  });
});

describe("the refresher", () => {
  const renewed: RefreshOutcome = { kind: "renewed", tokens };

  test("[web:auth:refresh-once] two tabs that renew together spend the refresh token once", async () => {
    let spent = 0;
    const refresh = createRefresher(
      () => {
        spent += 1;
        return Promise.resolve(renewed);
      },
      () => 0,
    );
    expect(await Promise.all([refresh("r"), refresh("r"), refresh("r")])).toEqual([
      renewed,
      renewed,
      renewed,
    ]);
    expect(spent).toBe(1);
  });

  test("the memory of a spent token ends", async () => {
    let spent = 0;
    let time = 0;
    const refresh = createRefresher(
      () => {
        spent += 1;
        return Promise.resolve(renewed);
      },
      () => time,
      1_000,
    );
    await refresh("r");
    time = 1_000;
    await refresh("r");
    expect(spent).toBe(2);
  });

  test("a backend that was away is asked again", async () => {
    const answers: RefreshOutcome[] = [{ kind: "unreachable" }, renewed];
    const refresh = createRefresher(
      () => Promise.resolve(answers.shift() ?? { kind: "refused" as const }),
      () => 0,
    );
    expect((await refresh("r")).kind).toBe("unreachable");
    expect((await refresh("r")).kind).toBe("renewed");
  });
});
