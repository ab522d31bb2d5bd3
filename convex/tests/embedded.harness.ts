/** The suite on the embedded runtime. */
import type { Deployment } from "./backend.harness";

export async function startEmbedded(options: { fastApiBaseUrl: string }): Promise<Deployment> {
  return await Promise.reject(new Error(`The embedded runtime's harness is not connected yet; asked for ${options.fastApiBaseUrl}.`));
}
