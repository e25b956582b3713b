/**
 * The microphone is open only from the first ring to the end of the leg, never while the seat waits: an office's talk
 * is nobody's business, and the system's "microphone in use" lamp then means a call. Opening it takes 50–300 ms, which
 * the ringing hides, so the answer is as quick as with a microphone kept open all day.
 */
import type { Microphone } from './softphone.ts';

export type OpenedMicrophone =
  /** `silent`: nobody's microphone, a stand-in for practice. */
  | { readonly kind: 'open'; readonly stream: MediaStream; readonly silent: boolean }
  | { readonly kind: 'refused' | 'none' };

/**
 * `mayBeSilent`: on the practice PBX a machine without any microphone gets silence instead, so that a first look and a
 * lesson need no headset. With a citizen on the line that would be a lie, so nowhere else.
 */
export async function openMicrophone(
  deviceId: string | undefined,
  mayBeSilent: boolean,
): Promise<OpenedMicrophone> {
  const opened = await openReal(deviceId);
  if (opened.kind !== 'none' || !mayBeSilent) return opened;
  return { kind: 'open', stream: silence(), silent: true };
}

async function openReal(deviceId: string | undefined): Promise<OpenedMicrophone> {
  // A page that is not a secure context (plain http from another machine) has no mediaDevices at all.
  if (navigator.mediaDevices === undefined) return { kind: 'refused' };
  const named = deviceId !== undefined && deviceId !== '' && deviceId !== 'default';
  try {
    const stream = await capture(named ? { deviceId: { exact: deviceId } } : {});
    return { kind: 'open', stream, silent: false };
  } catch (error) {
    const trouble = microphoneTrouble(error);
    if (!named || trouble === 'refused') return { kind: trouble };
  }
  // The chosen headset is not plugged in: any microphone is better than none.
  try {
    return { kind: 'open', stream: await capture({}), silent: false };
  } catch (error) {
    return { kind: microphoneTrouble(error) };
  }
}

/** Opens and closes it once. */
export async function tryMicrophone(
  deviceId: string | undefined,
  mayBeSilent: boolean,
): Promise<Microphone> {
  const opened = await openMicrophone(deviceId, mayBeSilent);
  if (opened.kind === 'open') closeStream(opened.stream);
  return wordOf(opened);
}

export function wordOf(opened: OpenedMicrophone): Microphone {
  if (opened.kind !== 'open') return opened.kind;
  return opened.silent ? 'silent' : 'ok';
}

/** One for the page's life: an AudioContext per call would add up over a day of practice. */
let quiet: { readonly context: AudioContext; readonly track: MediaStreamTrack } | undefined;

/** A voice that says nothing, and whose packets flow. */
export function silence(): MediaStream {
  quiet ??= startSilence();
  return new MediaStream([quiet.track.clone()]);
}

function startSilence(): { context: AudioContext; track: MediaStreamTrack } {
  const context = new AudioContext();
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  // Without a source that runs, Chromium gives no frames at all instead of silent ones.
  const source = new ConstantSourceNode(context, { offset: 0 });
  source.connect(destination);
  source.start();
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('an audio destination without a track');
  return { context, track };
}

/** Called within the key or click that answers: before one, a browser keeps an AudioContext suspended, and no packets leave. */
export function wakeSilence(): void {
  void quiet?.context.resume();
}

export function closeStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** W3C Media Capture and Streams, 10.3.1 getUserMedia: the names of its failures. */
export function microphoneTrouble(error: unknown): 'refused' | 'none' {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'none';
}

function capture(constraints: MediaTrackConstraints): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: {
      ...constraints,
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
    },
    video: false,
  });
}
