"use client";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** Whether the sign-in has ended, and whether the session server answers. */
export const authState = createStore(() => ({ signedOut: false, away: false }));

export function useAuthState(): { signedOut: boolean; away: boolean } {
  return useStore(authState);
}
