/**
 * What the web server is told at run time. The only reader of the environment in the web app:
 * nothing is baked in at build, because ports and addresses differ from one start to the next.
 */
export type WebConfig = {
  /** Where the browser reaches Convex. */
  convexUrl: string;
  /** Where the web server reaches Convex, when that differs. */
  convexServerUrl: string;
  /** Where the web server reaches the backend; the browser never does. */
  apiUrl: string;
  /** The app's own public address. */
  siteUrl: string;
  /** Origins that chunks and posters are fetched from. */
  mediaOrigins: string[];
  sessionSecret: string;
  localUser: boolean;
  github: OAuthClient | null;
  google: OAuthClient | null;
};

export type OAuthClient = { clientId: string; clientSecret: string };

type Environment = Record<string, string | undefined>;

class MissingSettings extends Error {
  constructor(names: string[]) {
    super(`The web app needs these environment variables: ${names.join(", ")}.`);
    this.name = "MissingSettings";
  }
}

export function readConfig(environment: Environment = process.env): WebConfig {
  const missing: string[] = [];
  const need = (name: string): string => {
    const value = environment[name];
    if (!value) missing.push(name);
    return (value ?? "").replace(/\/+$/, "");
  };
  const convexUrl = need("SCENEWRIGHT_CONVEX_URL");
  const config: WebConfig = {
    convexUrl,
    convexServerUrl: environment["SCENEWRIGHT_CONVEX_SERVER_URL"] ?? convexUrl,
    apiUrl: need("SCENEWRIGHT_API_URL"),
    siteUrl: need("NEXTAUTH_URL"),
    sessionSecret: need("NEXTAUTH_SECRET"),
    mediaOrigins: readMediaOrigins(environment),
    localUser: environment["SCENEWRIGHT_LOCAL_USER"] === "1",
    github: readOAuth(environment, "GITHUB"),
    google: readOAuth(environment, "GOOGLE"),
  };
  if (missing.length > 0) throw new MissingSettings(missing);
  return config;
}

/** `SCENEWRIGHT_MEDIA_ORIGINS` is a comma-separated list; a CDN address counts as well. */
function readMediaOrigins(environment: Environment): string[] {
  const named = [
    ...(environment["SCENEWRIGHT_MEDIA_ORIGINS"] ?? "").split(","),
    environment["CLOUDFRONT_BASE_URL"] ?? "",
    environment["S3_PUBLIC_URL"] ?? "",
    environment["S3_ENDPOINT_URL"] ?? "",
  ];
  const origins = named.flatMap((address) => {
    const url = URL.parse(address.trim());
    return url ? [url.origin] : [];
  });
  return [...new Set(origins)];
}

function readOAuth(environment: Environment, provider: "GITHUB" | "GOOGLE"): OAuthClient | null {
  const clientId = environment[`${provider}_CLIENT_ID`];
  const clientSecret = environment[`${provider}_CLIENT_SECRET`];
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}
