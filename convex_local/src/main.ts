/**
 * Composition root: reads the configuration, opens the ports, starts the engine's thread, loads
 * the project and watches it. Everything else takes what it needs from here.
 */
import { createHash } from "node:crypto";
import { runCommand } from "./commands.ts";
import {
  ConfigurationError,
  ownSecret,
  readConfiguration,
  type Configuration,
} from "./configuration.ts";
import { bundleProject } from "./functions/bundle.ts";
import { EngineClient, type LogEntry } from "./functions/engine_client.ts";
import { Authenticator } from "./functions/identity.ts";
import { Front } from "./http/front.ts";
import { listen, Ports } from "./http/server.ts";
import { watchProject } from "./project_watch.ts";
import { lockFolder } from "./storage/lock.ts";

interface Running {
  readonly ports: Ports;
  readonly engine: EngineClient;
  readonly authenticator: Authenticator;
  readonly release: () => void;
  readonly loaded: { print: string };
  readonly shown: Readonly<Record<"url" | "siteUrl" | "adminKey", string>>;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function say(message: string): void {
  process.stderr.write(`convex_local: ${message}\n`);
}

function logEntry(entry: LogEntry): void {
  for (const line of entry.lines) process.stderr.write(`[${entry.kind} ${entry.path}] ${line}\n`);
  if (entry.error !== null) process.stderr.write(`[${entry.kind} ${entry.path}] ${entry.error}\n`);
}

/** False when the bundle is the one that already runs: not every change of a file changes the code. */
async function load(running: Running, configuration: Configuration): Promise<boolean> {
  const bundle = await bundleProject(configuration.project);
  const print = createHash("sha256").update(JSON.stringify(bundle)).digest("hex");
  if (running.loaded.print === print) return false;
  const reply = await running.engine.load(bundle, configuration.check);
  running.authenticator.adopt(reply.authConfig);
  running.ports.reloaded();
  running.loaded.print = print;
  return true;
}

async function reload(running: Running, configuration: Configuration): Promise<void> {
  try {
    if (await load(running, configuration)) say("new functions are in place");
  } catch (error) {
    say(
      `the new functions do not load, the old ones keep serving:\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function start(configuration: Configuration): Promise<Running> {
  const release = lockFolder(configuration.data);
  const ports = new Ports();
  const host = configuration.host;
  const port = await listen(ports.api, host, configuration.check ? 0 : configuration.port);
  const sitePort = await listen(ports.site, host, configuration.check ? 0 : configuration.sitePort);
  const shown = host === "0.0.0.0" ? "127.0.0.1" : host;
  const origin = `http://${shown}:${port}`;
  const siteOrigin = `http://${shown}:${sitePort}`;
  const adminKey =
    configuration.adminKey ?? `convex-local|${ownSecret(configuration.data, "admin.key")}`;
  const uploadSecret = ownSecret(configuration.data, "upload.key");
  const engine = new EngineClient({
    dataFolder: configuration.data,
    origin,
    siteOrigin,
    sync: configuration.sync,
    environment: configuration.environment,
    uploadSecret,
    functionTimeoutMs: configuration.functionTimeoutMs,
    stallMs: configuration.stallMs,
  });
  const authenticator = new Authenticator(adminKey, Date.now);
  const front = new Front({
    engine,
    authenticator,
    disclosure: { redact: configuration.redact },
    origin,
    siteOrigin,
    uploadSecret,
    dataFolder: configuration.data,
    nowMs: Date.now,
  });
  const running = {
    ports,
    engine,
    authenticator,
    release,
    loaded: { print: "" },
    shown: { url: origin, siteUrl: siteOrigin, adminKey },
  };
  await engine.open();
  await load(running, configuration);
  if (!configuration.check) {
    ports.serve(front, logEntry);
    watchProject(configuration.project, () => void reload(running, configuration));
  }
  return running;
}

/** The one line on standard output: who started us reads where we serve. */
function announce(running: Running): void {
  console.log(JSON.stringify(running.shown));
}

async function stop(running: Running): Promise<void> {
  await running.ports.close();
  await running.engine.close();
  running.release();
}

async function main(): Promise<void> {
  const done = runCommand(process.argv.slice(2));
  if (done !== undefined) {
    console.log(done);
    return;
  }
  const configuration = readConfiguration(process.argv.slice(2), process.env);
  const state: { running?: Running } = {};
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      if (state.running === undefined) process.exit(0);
      void stop(state.running).finally(() => process.exit(0));
    });
  }
  const running = await start(configuration);
  state.running = running;
  // All requests answer for their own failures; one that escapes must not take the others with it.
  for (const event of ["unhandledRejection", "uncaughtException"] as const)
    process.on(event, (error) => say(`an error escaped: ${describe(error)}`));
  if (configuration.check) {
    await stop(running);
    console.log("The functions load and the schema fits the data.");
    return;
  }
  announce(running);
}

try {
  await main();
} catch (error) {
  const code = (error as { code?: unknown }).code;
  const hint =
    code === "EADDRINUSE"
      ? " Another process uses the port; choose one with --port and --site-port (0 picks a free one)."
      : "";
  say((error instanceof Error ? error.message : String(error)) + hint);
  process.exit(error instanceof ConfigurationError ? 2 : 1);
}
