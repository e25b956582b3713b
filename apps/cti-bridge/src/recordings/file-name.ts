/** `<folder>/2026-11-22/100501.123-<call id>.wav`: a folder a day, in the order of the day. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** `utcOffsetMinutes` local time minus UTC: days are the hotline's. */
export function recordingName(callId: string, at: number, utcOffsetMinutes: number): string {
  const [day = '', time = ''] = new Date(at + utcOffsetMinutes * MINUTE_MS)
    .toISOString()
    .split('T');
  // Of the PBX's own ids nothing changes; anything else must not leave the folder or end a command.
  const safe = callId.replaceAll(/[^\w.+-]/g, '_');
  return `${day}/${time.slice(0, 12).replaceAll(':', '')}-${safe}.wav`;
}

const ours =
  /^(?:\d{4}-\d{2}-\d{2}\/\d{6}\.\d{3}-[\w.+-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.wav$/;

/** Named by us, or by the PBX when it recorded without the bridge. `name` is relative to the folder, with slashes. */
export const isRecordingName = (name: string): boolean => ours.test(name);

/** ms at which everything written until then is older than `keepDays`. */
export const keptSince = (now: number, keepDays: number): number => now - keepDays * DAY_MS;
