/** Keys and addresses of the test deployment; the fake backend sets its own address when it listens. */
import { afterAll } from "vitest";
import { stopShared } from "./backend.harness";
import { keys } from "./keys.harness";

process.env["CALLBACK_SECRET"] = keys.callback;
process.env["WEBHOOK_SECRET"] = keys.webhook;
process.env["CHUNK_BASE_URL"] = "http://chunks.test/";

afterAll(stopShared);
