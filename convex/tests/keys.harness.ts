export const keys = {
  callback: "callback-secret-for-tests-0123456789abcdef",
  webhook: "webhook-secret-for-tests-0123456789abcdef",
};
