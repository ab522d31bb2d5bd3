import { text } from "@/text/en.ts";

/** The page that the service worker shows when a page cannot be fetched: whole in one answer. */
export function GET(): Response {
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
      "Cache-Control": "no-cache",
    },
  });
}

const style = `
  :root { color-scheme: light dark; }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; text-align: center;
    font: 16px/1.6 system-ui, sans-serif; background: light-dark(#f8f7f4, #0f1018);
    color: light-dark(#1c1d26, #f1f0f6); }
  main { max-width: 26rem; padding: 2rem; }
  img { width: 56px; height: 56px; }
  h1 { font-size: 1.5rem; margin: 1.5rem 0 0.5rem; }
  p { margin: 0 0 1.5rem; color: light-dark(#5b5d6e, #a9abbd); }
  a { display: inline-block; padding: 0.55rem 1.1rem; border-radius: 0.6rem; font-weight: 600;
    text-decoration: none; background: #6d5ce8; color: white; }
`;

// It asks again by itself: the page that was wanted appears once the line is back.
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="10" />
    <title>${text.states.offlineTitle} · ${text.common.product}</title>
    <style>${style}</style>
  </head>
  <body>
    <main id="main">
      <img src="/icons/icon.svg" alt="" />
      <h1>${text.states.offlineTitle}</h1>
      <p>${text.states.offlinePage}</p>
      <a href="">${text.common.retry}</a>
    </main>
  </body>
</html>
`;
