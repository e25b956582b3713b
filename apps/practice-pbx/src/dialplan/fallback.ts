import type { Channel } from '../channels/channel.ts';
import { nowMicroseconds } from '../esl/event-bus.ts';
import type { PbxCore } from '../core.ts';
import { startRecording } from '../channels/recording.ts';
import { readDialString } from './dial-string.ts';
import { DirectBridge } from './direct-bridge.ts';
import { dialGroup } from './originate.ts';

/** The bridge writes the PBX's own epoch into hash hotline/alive every second; older than this it is away. */
const AWAY_AFTER_SECONDS = 5;
const RING_SECONDS = 30;
/** Nobody could be rung: breathe, so that an instant failure does not become a busy loop. */
const PAUSE_MS = 3000;

/** A bridge that never was there is not away: callers wait for it in their rooms. */
export function bridgeIsAway(core: Pick<PbxCore, 'hash'>, nowMs = Date.now()): boolean {
  const alive = core.hash.select('hotline', 'alive');
  return alive !== undefined && Math.floor(nowMs / 1000) - Number(alive) > AWAY_AFTER_SECONDS;
}

/**
 * Rings the seats which the bridge named last, first to answer wins, for as long as the citizen holds the line; again
 * when the seat that answered is lost. Once the bridge is back, the citizen waits in a room for it.
 */
export async function waitForSeats(
  core: PbxCore,
  caller: Channel,
  recordings: string | undefined,
): Promise<void> {
  if (recordings) {
    const path = `${recordings}/${caller.uuid}.wav`;
    if (startRecording(caller, path)) caller.set('hotline_recording', path);
  }
  leaveNoteAtTheEnd(core, caller);
  const bridge = new DirectBridge(caller, core.music);
  const { left } = bridge;
  while (!left.aborted) {
    if (!bridgeIsAway(core)) {
      caller.set('hotline_mode', 'bridge');
      core.rooms.join(caller, {
        name: `room-${caller.uuid}`,
        profile: 'hotline',
        flags: new Set(),
      });
      return;
    }
    const seat = await ringSeats(core, caller, left);
    if (left.aborted) {
      seat?.hangUp('NORMAL_CLEARING');
      return;
    }
    if (seat) {
      await Promise.race([joinSeat(caller, seat, bridge), whenAborted(left)]);
      continue;
    }
    await pause(PAUSE_MS, left);
  }
}

async function ringSeats(
  core: PbxCore,
  caller: Channel,
  signal: AbortSignal,
): Promise<Channel | undefined> {
  const groups = readDialString(core.hash.select('hotline', 'seats') ?? '');
  const legs = groups?.flat() ?? [];
  if (legs.length === 0) return undefined;
  const number = caller.variables.get('hotline_number') ?? '';
  const variables = {
    hotline_call_id: caller.uuid,
    hotline_role: 'seat',
    hotline_mode: 'fallback',
    ignore_early_media: 'true',
    origination_caller_id_number: number,
    origination_caller_id_name: number,
    sip_cid_type: 'pid',
    'sip_h_X-Hotline-Call': caller.uuid,
    'sip_h_X-Hotline-Mode': 'fallback',
  };
  const outcome = await dialGroup(core, legs, variables, {
    timeoutSeconds: RING_SECONDS,
    otherLeg: caller.uuid,
    signal,
  });
  return 'answered' in outcome ? outcome.answered : undefined;
}

/** Resolves when the seat is lost. */
async function joinSeat(caller: Channel, seat: Channel, bridge: DirectBridge): Promise<void> {
  // import=hotline_seat: a WebSocket's channel is named after the contact's random user.
  const named = seat.variables.get('hotline_seat');
  if (named !== undefined) caller.set('hotline_seat', named);
  await bridge.connect(seat);
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/**
 * For the bridge, which books the call when it is back (`hash_dump db hotline_away`): number, queue, entered, answered,
 * ended, seat, cause; times in microseconds.
 */
function leaveNoteAtTheEnd(core: PbxCore, caller: Channel): void {
  caller.whenGone((hangup) => {
    const of = (name: string): string => caller.variables.get(name) ?? '';
    const answered = caller.times.bridged === 0 ? '' : String(caller.times.bridged);
    const note = [
      of('hotline_number'),
      of('hotline_queue'),
      of('hotline_entered_us'),
      answered,
      String(nowMicroseconds()),
      of('hotline_seat'),
      hangup.cause,
    ];
    core.hash.insert('hotline_away', caller.uuid, note.join('|'));
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, ms);
    timer.unref();
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
