/** The inside of the signed callbacks: one transaction each, replay store included. */
import { signedMutation } from "./lib/builders";
import { exportUpdated as applyExport } from "./model/exportUpdated";
import { claim as takeClaim, heartbeat as beat, release as giveBack } from "./model/leases";
import { sceneUpdated as applyScene } from "./model/sceneUpdated";
import { sessionUpdated as applySession } from "./model/sessionUpdated";
import * as messages from "./shared/messages";

export const claim = signedMutation({
  args: messages.claimBody,
  returns: messages.vClaimAnswer,
  handler: takeClaim,
});

export const heartbeat = signedMutation({
  args: messages.heartbeatBody,
  returns: messages.vHeartbeatAnswer,
  handler: beat,
});

export const release = signedMutation({
  args: messages.releaseBody,
  returns: messages.vReleaseAnswer,
  handler: giveBack,
});

export const sessionUpdated = signedMutation({
  args: messages.sessionUpdatedBody,
  returns: messages.vSessionUpdatedAnswer,
  handler: applySession,
});

export const sceneUpdated = signedMutation({
  args: messages.sceneUpdatedBody,
  returns: messages.vUpdatedAnswer,
  handler: applyScene,
});

export const exportUpdated = signedMutation({
  args: messages.exportUpdatedBody,
  returns: messages.vUpdatedAnswer,
  handler: applyExport,
});
