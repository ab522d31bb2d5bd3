import path from "node:path";
import type { NextConfig } from "next";

const repository = path.join(import.meta.dirname, "..");

const config: NextConfig = {
  output: "standalone",
  // The app imports the types of `convex/`, which lies beside it.
  outputFileTracingRoot: repository,
  turbopack: {
    root: repository,
    // Relative to this folder: an absolute path would be one machine's.
    resolveAlias: {
      mediabunny: "./editor/player/formats.ts",
      "media-library": "../node_modules/mediabunny/dist/modules/src/index.js",
    },
  },
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // `tsc` is its own check; doing it twice would double the time of a build.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["lucide-react", "@base-ui/react"] },
};

export default config;
