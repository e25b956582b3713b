/**
 * 应急移交 without the bridge, by the seat's own SIP. `callId` is '' when the INVITE had none. Resolves when the target
 * was put through, rejects when it could not be.
 */
export type EmergencyByPhone = {
  emergencyByPhone?(targetId: string, callId: string): unknown;
};
