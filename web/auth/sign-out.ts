/** Signing out is rare, so what it needs comes when it is asked for. */
export async function signOut(): Promise<void> {
  const session = await import("next-auth/react");
  await session.signOut({ callbackUrl: "/" });
}
