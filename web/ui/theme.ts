/** The theme a person chose. It lives in a cookie, so the server draws the right one at once. */
export type Theme = "system" | "light" | "dark";

export const themeCookie = "theme";

export function toTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
