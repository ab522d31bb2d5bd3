import Link from "next/link";
import { EmptyArt } from "@/library/empty-art.tsx";
import { text } from "@/text/en.ts";
import { buttonClasses } from "@/ui/button.tsx";
import { StatePage } from "@/ui/state-page.tsx";

export default function NotFound() {
  return (
    <StatePage title={text.states.notFoundTitle} body={text.states.notFoundBody} art={<EmptyArt />}>
      <Link href="/" className={buttonClasses("primary")}>
        {text.states.goHome}
      </Link>
    </StatePage>
  );
}
