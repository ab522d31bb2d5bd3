/** Endpoint secrets leave Convex only here: opened for the one signed caller that must sign with them. */
import type { SealedHook } from "../shared/hooks";
import type { SealedClaim, SealedModelKey } from "../shared/server";
import { unseal } from "./secrets";
import type { Outcome } from "./signed";

export async function openSecrets(
  claimed: Promise<{ replayed: boolean; answer: SealedClaim }>,
): Promise<Outcome> {
  const { replayed, answer } = await claimed;
  const deliveries = await Promise.all(
    answer.deliveries.map(async ({ sealed, ...delivery }) => {
      const secrets = await Promise.all(sealed.map(unseal));
      return { ...delivery, secrets: secrets.filter((secret) => secret !== null) };
    }),
  );
  return { replayed, answer: { deliveries, nextDueAt: answer.nextDueAt } };
}

export async function openHook(
  resolved: Promise<{ replayed: boolean; answer: SealedHook }>,
): Promise<Outcome> {
  const { replayed, answer } = await resolved;
  if (answer.hook === null) return { replayed, answer };
  const { sealed, ...hook } = answer.hook;
  const secret = sealed === null ? null : await unseal(sealed);
  return { replayed, answer: { hook: { ...hook, isSigned: sealed !== null, secret } } };
}

/** Never replayed: each asking reads and opens it again, while the job runs. */
export async function openModelKey(found: Promise<SealedModelKey>): Promise<Outcome> {
  const { key } = await found;
  if (key === null) return { replayed: false, answer: { key } };
  const { sealed, ...where } = key;
  const opened = await unseal(sealed);
  return { replayed: false, answer: { key: opened === null ? null : { ...where, key: opened } } };
}
