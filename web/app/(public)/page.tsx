import { readSession } from "@/auth/session.ts";
import { Landing } from "@/marketing/landing.tsx";
import { readConfig } from "@/server/config.ts";
import { text } from "@/text/en.ts";

export default async function Page() {
  const session = await readSession();
  const { localUser } = readConfig();
  const label = !session && localUser ? text.landing.startLocal : text.landing.start;
  return <Landing startLabel={label} startHref={session ? "/new" : "/sign-in?next=/new"} />;
}
