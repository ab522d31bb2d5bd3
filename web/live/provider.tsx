"use client";
/** Connects the signed-in part of the app to Convex, with the backend's token. */
import { api } from "@convex/_generated/api";
import {
  ConvexProviderWithAuth,
  ConvexReactClient,
  useConvexAuth,
  useMutation,
} from "convex/react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { text } from "@/text/editing.ts";
import { Mark } from "@/ui/logo.tsx";
import { authState } from "./auth-state.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { useOfflinePage } from "./offline-page.ts";
import { askNextAuth, awaitToken } from "./token.ts";

export function LiveProvider({ convexUrl, children }: { convexUrl: string; children: ReactNode }) {
  const client = useMemo(
    () => new ConvexReactClient(convexUrl, { unsavedChangesWarning: false }),
    [convexUrl],
  );
  useOfflinePage();
  return (
    <ConvexProviderWithAuth client={client} useAuth={useBackendAuth}>
      <ConnectionBanner />
      <Ensured>{children}</Ensured>
    </ConvexProviderWithAuth>
  );
}

function useBackendAuth() {
  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
      return awaitToken({
        forced: forceRefreshToken,
        ask: askNextAuth,
        onAway: (away) => authState.setState({ away }),
        onSignedOut: (signedOut) => authState.setState({ signedOut }),
      });
    },
    [],
  );
  return useMemo(
    () => ({ isLoading: false, isAuthenticated: true, fetchAccessToken }),
    [fetchAccessToken],
  );
}

/** The caller's row exists before anything asks for what the caller owns. */
function Ensured({ children }: { children: ReactNode }) {
  const { isAuthenticated } = useConvexAuth();
  const ensure = useMutation(api.users.ensure);
  const [ensured, setEnsured] = useState(false);
  useEffect(() => {
    if (!isAuthenticated || ensured) return;
    ensure({}).then(
      () => setEnsured(true),
      () => setEnsured(true),
    );
  }, [isAuthenticated, ensured, ensure]);
  // Once drawn, the page stays while a token is renewed: what is typed must not vanish.
  return ensured ? children : <Opening />;
}

function Opening() {
  return (
    <div
      className="grid min-h-dvh place-items-center"
      role="status"
      aria-label={text.common.loading}
    >
      <Mark className="size-10 animate-pulse-soft" />
    </div>
  );
}
