/** The media library under its own name, for the one module that stands in its place. */
declare module "media-library" {
  export * from "mediabunny";
}
