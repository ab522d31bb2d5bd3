/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";
import type * as admin from "../admin.js";
import type * as apiKeys from "../apiKeys.js";
import type * as callbacks from "../callbacks.js";
import type * as copies from "../copies.js";
import type * as crons from "../crons.js";
import type * as dispatch from "../dispatch.js";
import type * as documents from "../documents.js";
import type * as exports from "../exports.js";
import type * as http from "../http.js";
import type * as inboundHooks from "../inboundHooks.js";
import type * as jobs from "../jobs.js";
import type * as lib_access from "../lib/access.js";
import type * as lib_builders from "../lib/builders.js";
import type * as lib_check from "../lib/check.js";
import type * as lib_destination from "../lib/destination.js";
import type * as lib_errors from "../lib/errors.js";
import type * as lib_hmac from "../lib/hmac.js";
import type * as lib_limits from "../lib/limits.js";
import type * as lib_log from "../lib/log.js";
import type * as lib_openSecrets from "../lib/openSecrets.js";
import type * as lib_post from "../lib/post.js";
import type * as lib_replay from "../lib/replay.js";
import type * as lib_secrets from "../lib/secrets.js";
import type * as lib_settings from "../lib/settings.js";
import type * as lib_signed from "../lib/signed.js";
import type * as lib_text from "../lib/text.js";
import type * as lib_unchanged from "../lib/unchanged.js";
import type * as lib_webhookUrl from "../lib/webhookUrl.js";
import type * as model_admin from "../model/admin.js";
import type * as model_apiKeys from "../model/apiKeys.js";
import type * as model_authoring from "../model/authoring.js";
import type * as model_chunks from "../model/chunks.js";
import type * as model_cleanup from "../model/cleanup.js";
import type * as model_copies from "../model/copies.js";
import type * as model_deliveries from "../model/deliveries.js";
import type * as model_dispatch from "../model/dispatch.js";
import type * as model_dispatched from "../model/dispatched.js";
import type * as model_documents from "../model/documents.js";
import type * as model_endpoints from "../model/endpoints.js";
import type * as model_events from "../model/events.js";
import type * as model_exportUpdated from "../model/exportUpdated.js";
import type * as model_exports from "../model/exports.js";
import type * as model_identity from "../model/identity.js";
import type * as model_inboundHooks from "../model/inboundHooks.js";
import type * as model_jobLists from "../model/jobLists.js";
import type * as model_jobs from "../model/jobs.js";
import type * as model_leases from "../model/leases.js";
import type * as model_lookups from "../model/lookups.js";
import type * as model_modelKeys from "../model/modelKeys.js";
import type * as model_objects from "../model/objects.js";
import type * as model_operations from "../model/operations.js";
import type * as model_outcome from "../model/outcome.js";
import type * as model_projects from "../model/projects.js";
import type * as model_sceneEdits from "../model/sceneEdits.js";
import type * as model_sceneLists from "../model/sceneLists.js";
import type * as model_sceneUpdated from "../model/sceneUpdated.js";
import type * as model_scenes from "../model/scenes.js";
import type * as model_seeds from "../model/seeds.js";
import type * as model_sessionUpdated from "../model/sessionUpdated.js";
import type * as model_sessions from "../model/sessions.js";
import type * as model_settle from "../model/settle.js";
import type * as model_shareLinks from "../model/shareLinks.js";
import type * as model_split from "../model/split.js";
import type * as model_sweep from "../model/sweep.js";
import type * as model_templates from "../model/templates.js";
import type * as model_timeline from "../model/timeline.js";
import type * as model_tokens from "../model/tokens.js";
import type * as model_triggers from "../model/triggers.js";
import type * as model_undoLog from "../model/undoLog.js";
import type * as model_usage from "../model/usage.js";
import type * as model_usageReport from "../model/usageReport.js";
import type * as model_users from "../model/users.js";
import type * as model_verdict from "../model/verdict.js";
import type * as model_versions from "../model/versions.js";
import type * as model_views from "../model/views.js";
import type * as model_wishes from "../model/wishes.js";
import type * as modelKeys from "../modelKeys.js";
import type * as operations from "../operations.js";
import type * as projects from "../projects.js";
import type * as scenes from "../scenes.js";
import type * as serverDoor from "../serverDoor.js";
import type * as shareLinks from "../shareLinks.js";
import type * as shared_events from "../shared/events.js";
import type * as shared_fence from "../shared/fence.js";
import type * as shared_fields from "../shared/fields.js";
import type * as shared_hooks from "../shared/hooks.js";
import type * as shared_messages from "../shared/messages.js";
import type * as shared_objects from "../shared/objects.js";
import type * as shared_server from "../shared/server.js";
import type * as shared_states from "../shared/states.js";
import type * as shared_validators from "../shared/validators.js";
import type * as shared_views from "../shared/views.js";
import type * as shared_wishes from "../shared/wishes.js";
import type * as sweeps from "../sweeps.js";
import type * as tables_ledger from "../tables/ledger.js";
import type * as tables_people from "../tables/people.js";
import type * as tables_store from "../tables/store.js";
import type * as tables_webhooks from "../tables/webhooks.js";
import type * as tables_work from "../tables/work.js";
import type * as templates from "../templates.js";
import type * as usage from "../usage.js";
import type * as users from "../users.js";
import type * as videoSessions from "../videoSessions.js";
import type * as webhooks from "../webhooks.js";
import type * as wishes from "../wishes.js";

/**
 * A utility for referencing Convex functions in your app's API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
declare const fullApi: ApiFromModules<{
  admin: typeof admin;
  apiKeys: typeof apiKeys;
  callbacks: typeof callbacks;
  copies: typeof copies;
  crons: typeof crons;
  dispatch: typeof dispatch;
  documents: typeof documents;
  exports: typeof exports;
  http: typeof http;
  inboundHooks: typeof inboundHooks;
  jobs: typeof jobs;
  "lib/access": typeof lib_access;
  "lib/builders": typeof lib_builders;
  "lib/check": typeof lib_check;
  "lib/destination": typeof lib_destination;
  "lib/errors": typeof lib_errors;
  "lib/hmac": typeof lib_hmac;
  "lib/limits": typeof lib_limits;
  "lib/log": typeof lib_log;
  "lib/openSecrets": typeof lib_openSecrets;
  "lib/post": typeof lib_post;
  "lib/replay": typeof lib_replay;
  "lib/secrets": typeof lib_secrets;
  "lib/settings": typeof lib_settings;
  "lib/signed": typeof lib_signed;
  "lib/text": typeof lib_text;
  "lib/unchanged": typeof lib_unchanged;
  "lib/webhookUrl": typeof lib_webhookUrl;
  "model/admin": typeof model_admin;
  "model/apiKeys": typeof model_apiKeys;
  "model/authoring": typeof model_authoring;
  "model/chunks": typeof model_chunks;
  "model/cleanup": typeof model_cleanup;
  "model/copies": typeof model_copies;
  "model/deliveries": typeof model_deliveries;
  "model/dispatch": typeof model_dispatch;
  "model/dispatched": typeof model_dispatched;
  "model/documents": typeof model_documents;
  "model/endpoints": typeof model_endpoints;
  "model/events": typeof model_events;
  "model/exportUpdated": typeof model_exportUpdated;
  "model/exports": typeof model_exports;
  "model/identity": typeof model_identity;
  "model/inboundHooks": typeof model_inboundHooks;
  "model/jobLists": typeof model_jobLists;
  "model/jobs": typeof model_jobs;
  "model/leases": typeof model_leases;
  "model/lookups": typeof model_lookups;
  "model/modelKeys": typeof model_modelKeys;
  "model/objects": typeof model_objects;
  "model/operations": typeof model_operations;
  "model/outcome": typeof model_outcome;
  "model/projects": typeof model_projects;
  "model/sceneEdits": typeof model_sceneEdits;
  "model/sceneLists": typeof model_sceneLists;
  "model/sceneUpdated": typeof model_sceneUpdated;
  "model/scenes": typeof model_scenes;
  "model/seeds": typeof model_seeds;
  "model/sessionUpdated": typeof model_sessionUpdated;
  "model/sessions": typeof model_sessions;
  "model/settle": typeof model_settle;
  "model/shareLinks": typeof model_shareLinks;
  "model/split": typeof model_split;
  "model/sweep": typeof model_sweep;
  "model/templates": typeof model_templates;
  "model/timeline": typeof model_timeline;
  "model/tokens": typeof model_tokens;
  "model/triggers": typeof model_triggers;
  "model/undoLog": typeof model_undoLog;
  "model/usage": typeof model_usage;
  "model/usageReport": typeof model_usageReport;
  "model/users": typeof model_users;
  "model/verdict": typeof model_verdict;
  "model/versions": typeof model_versions;
  "model/views": typeof model_views;
  "model/wishes": typeof model_wishes;
  modelKeys: typeof modelKeys;
  operations: typeof operations;
  projects: typeof projects;
  scenes: typeof scenes;
  serverDoor: typeof serverDoor;
  shareLinks: typeof shareLinks;
  "shared/events": typeof shared_events;
  "shared/fence": typeof shared_fence;
  "shared/fields": typeof shared_fields;
  "shared/hooks": typeof shared_hooks;
  "shared/messages": typeof shared_messages;
  "shared/objects": typeof shared_objects;
  "shared/server": typeof shared_server;
  "shared/states": typeof shared_states;
  "shared/validators": typeof shared_validators;
  "shared/views": typeof shared_views;
  "shared/wishes": typeof shared_wishes;
  sweeps: typeof sweeps;
  "tables/ledger": typeof tables_ledger;
  "tables/people": typeof tables_people;
  "tables/store": typeof tables_store;
  "tables/webhooks": typeof tables_webhooks;
  "tables/work": typeof tables_work;
  templates: typeof templates;
  usage: typeof usage;
  users: typeof users;
  videoSessions: typeof videoSessions;
  webhooks: typeof webhooks;
  wishes: typeof wishes;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;
