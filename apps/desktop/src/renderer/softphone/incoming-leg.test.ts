import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeInvite } from './incoming-leg.ts';

class Track extends EventTarget {
  readonly kind = 'audio';
  enabled = true;
  readyState = 'live';
  stop() {
    this.readyState = 'ended';
  }
  unplug() {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }
}
/** Every microphone that was opened, in order. */
let opened: Track[] = [];
let plugged = true;

beforeEach(() => {
  opened = [];
  plugged = true;
  const getUserMedia = async () => {
    if (!plugged) throw new DOMException('', 'NotFoundError');
    const track = new Track();
    opened.push(track);
    return { getTracks: () => [track], getAudioTracks: () => [track] };
  };
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A leg that rings, and what its session was asked for. */
async function ringing() {
  const answeredWith: { mediaStream: MediaStream }[] = [];
  const terminated: { status_code?: number }[] = [];
  const replaceTrack = vi.fn<() => Promise<void>>(async () => undefined);
  const onMicrophone = vi.fn<() => void>();
  let ended = false;
  const listeners: [string, (event: object) => void][] = [];
  const emit = (name: string, event: object) => {
    for (const [wanted, listener] of listeners) if (wanted === name) listener(event);
  };
  const session = {
    on: (name: string, listener: (event: object) => void) => listeners.push([name, listener]),
    remote_identity: { uri: { user: '138' } },
    isEnded: () => ended,
    answer: (options: { mediaStream: MediaStream }) => {
      answeredWith.push(options);
      const peerconnection = Object.assign(new EventTarget(), {
        getSenders: () => [{ track: opened.at(-1), replaceTrack }],
      });
      emit('peerconnection', { peerconnection });
    },
    terminate: (options: { status_code?: number }) => {
      ended = true;
      terminated.push(options);
      emit('failed', { originator: 'local', cause: 'Terminated' });
    },
  };
  const leg = takeInvite({ session, request: { getHeader: () => undefined } } as never, {
    now: () => 0,
    microphoneId: () => undefined,
    mayBeSilent: () => false,
    speaker: { play() {}, silence() {}, use: async () => undefined },
    failedAddresses: new Set(),
    onMicrophone,
    onCall: () => {},
    onEnd: () => {},
  });
  await vi.waitFor(() => expect(onMicrophone).toHaveBeenCalled());
  return { leg, answeredWith, terminated, replaceTrack };
}

it('a headset that was changed while it rang is the one that speaks', async () => {
  const { leg, answeredWith } = await ringing();
  opened[0]?.unplug();
  await vi.waitFor(() => expect(opened).toHaveLength(2));
  void leg.answer();
  await vi.waitFor(() => expect(answeredWith).toHaveLength(1));
  expect(answeredWith[0]?.mediaStream.getAudioTracks()[0]?.readyState).toBe('live');
  leg.hangUp();
});

it('a call is not answered with a headset that is gone', async () => {
  const { leg, answeredWith, terminated } = await ringing();
  plugged = false;
  opened[0]?.unplug();
  await leg.answer();
  expect(answeredWith).toEqual([]);
  expect(terminated).toEqual([{ status_code: 480 }]);
});

it('when a microphone cannot be taken, the one that is sent stays the one that is muted', async () => {
  const { leg, answeredWith, replaceTrack } = await ringing();
  void leg.answer();
  await vi.waitFor(() => expect(answeredWith).toHaveLength(1));
  replaceTrack.mockRejectedValueOnce(new Error('no'));
  await expect(leg.changeMicrophone()).rejects.toThrow('no');
  expect(opened.map(({ readyState }) => readyState)).toEqual(['live', 'ended']);
  leg.setMuted(true);
  expect(opened[0]?.enabled).toBe(false);
});

it('no microphone is left open when the call ends under a change of microphones', async () => {
  const { leg, answeredWith, replaceTrack } = await ringing();
  void leg.answer();
  await vi.waitFor(() => expect(answeredWith).toHaveLength(1));
  replaceTrack.mockImplementationOnce(async () => {
    leg.hangUp();
    throw new DOMException('closed', 'InvalidStateError');
  });
  await expect(leg.changeMicrophone()).rejects.toThrow('closed');
  expect(opened.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});
