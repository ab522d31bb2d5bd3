/**
 * Whether a webhook may go to an address: its text is judged here, and the backend looks the name up. That answer
 * is for the person who types; what keeps us out of anybody's network is the same check at every try. So an address
 * is taken when the backend is away: nothing is sent until it is back and agrees.
 */
import { correlationIdFrom } from "./text";
import type { ActionCtx } from "../_generated/server";
import { fail, notFound } from "./errors";
import { post } from "./post";
import { checkWebhookUrl, isLoopback } from "./webhookUrl";

const route = "/webhooks/check";

export async function checkDestination(ctx: Pick<ActionCtx, "auth">, text: string): Promise<void> {
  // Whoever is not signed in makes nobody look up names.
  if ((await ctx.auth.getUserIdentity()) === null) throw notFound();
  const url = checkWebhookUrl(text);
  if (isLoopback(new URL(url).hostname)) return;
  const correlationId = correlationIdFrom(Math.random);
  const body = JSON.stringify({ route, correlationId, url });
  const answer = await post({ route, body, correlationId });
  if (answer.kind === "refused" && answer.status === 400)
    throw fail("webhook.bad_url", { reason: "This name leads inside a network." });
}
