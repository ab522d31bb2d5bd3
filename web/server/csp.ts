/** The Content-Security-Policy of every page. Pure, so that a test can read it. */
export type PolicySources = {
  nonce: string;
  convexUrl: string;
  mediaOrigins: string[];
  secure: boolean;
  /** React's development build evaluates strings; production never may. */
  development: boolean;
};

export function contentSecurityPolicy(sources: PolicySources): string {
  const convex = URL.parse(sources.convexUrl);
  const socket = convex ? `${convex.protocol === "https:" ? "wss:" : "ws:"}//${convex.host}` : "";
  const media = sources.mediaOrigins;
  const directives: [string, ...string[]][] = [
    ["default-src", "'none'"],
    [
      "script-src",
      "'self'",
      `'nonce-${sources.nonce}'`,
      "'strict-dynamic'",
      ...(sources.development ? ["'unsafe-eval'"] : []),
    ],
    // The player adds style elements that cannot carry a nonce, and React writes style attributes.
    ["style-src", "'self'", "'unsafe-inline'"],
    ["img-src", "'self'", "blob:", "data:", ...media],
    ["media-src", "'self'", "blob:", "data:", ...media],
    ["font-src", "'self'"],
    ["connect-src", "'self'", "blob:", "data:", convex?.origin ?? "", socket, ...media],
    ["worker-src", "'self'", "blob:"],
    ["manifest-src", "'self'"],
    ["object-src", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'"],
    ["frame-ancestors", "'none'"],
    ...(sources.secure ? [["upgrade-insecure-requests"] as [string]] : []),
  ];
  return directives.map((directive) => directive.filter(Boolean).join(" ")).join("; ");
}
