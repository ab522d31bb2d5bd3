"use client";
import { useState } from "react";
import { text } from "@/text/en.ts";
import { Segmented } from "@/ui/choice.tsx";
import { CopyButton } from "@/ui/copy-button.tsx";

const t = text.settings;

const snippets = {
  python: `# pip install standardwebhooks
from standardwebhooks.webhooks import Webhook

event = Webhook(SECRET).verify(request.body, dict(request.headers))`,
  node: `// npm install standardwebhooks
import { Webhook } from "standardwebhooks";

const event = new Webhook(process.env.SECRET).verify(rawBody, headers);`,
  curl: `# What a signed delivery looks like, sent to your own server by hand:
ID=msg_test; NOW=$(date +%s); BODY='{"type":"ping"}'
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
SIGNATURE=$(printf '%s.%s.%s' "$ID" "$NOW" "$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl "$YOUR_URL" -H "content-type: application/json" -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $NOW" -H "webhook-signature: v1,$SIGNATURE" -d "$BODY"`,
};
type Language = keyof typeof snippets;

/** How a receiver makes sure that a call is ours, to be copied. */
export function VerifyNote() {
  const [language, setLanguage] = useState<Language>("python");
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label={t.verifyTitle}
          value={language}
          onChange={setLanguage}
          options={[
            { value: "python", label: "Python" },
            { value: "node", label: "Node" },
            { value: "curl", label: "curl" },
          ]}
        />
        <CopyButton value={snippets[language]} />
      </div>
      <pre className="mt-3 overflow-x-auto rounded-control border border-line bg-sunken p-3 font-mono text-xs leading-5">
        {snippets[language]}
      </pre>
    </div>
  );
}
