/**
 * The media library as the player sees it: chunks are MP4, so readers of other containers stay out
 * of the bundle. `next.config.ts` puts this module in the library's place.
 */
import { MP4 } from "media-library";

export * from "media-library";
export const ALL_FORMATS = [MP4];
/** The player compares a chunk's format with these; no chunk has one of them. */
export const MATROSKA = null;
export const WEBM = null;
