/**
 * The microphone is open only from the first ring to the end of the leg, never while the seat waits: an office's talk
 * is nobody's business, and the system's "microphone in use" lamp then means a call. Opening it takes 50–300 ms, which
 * the ringing hides, so the answer is as quick as with a microphone kept open all day.
 */
import type { Microphone } from './softphone.ts';

export type OpenedMicrophone =
  | { readonly kind: 'open'; readonly stream: MediaStream }
  | { readonly kind: 'refused' | 'none' };

export async function openMicrophone(deviceId: string | undefined): Promise<OpenedMicrophone> {
  // A page that is not a secure context (plain http from another machine) has no mediaDevices at all.
  if (navigator.mediaDevices === undefined) return { kind: 'refused' };
  const named = deviceId !== undefined && deviceId !== '' && deviceId !== 'default';
  try {
    return { kind: 'open', stream: await capture(named ? { deviceId: { exact: deviceId } } : {}) };
  } catch (error) {
    const trouble = microphoneTrouble(error);
    if (!named || trouble === 'refused') return { kind: trouble };
  }
  // The chosen headset is not plugged in: any microphone is better than none.
  try {
    return { kind: 'open', stream: await capture({}) };
  } catch (error) {
    return { kind: microphoneTrouble(error) };
  }
}

/** Opens and closes it once. */
export async function tryMicrophone(deviceId: string | undefined): Promise<Microphone> {
  const opened = await openMicrophone(deviceId);
  if (opened.kind !== 'open') return opened.kind;
  closeStream(opened.stream);
  return 'ok';
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
