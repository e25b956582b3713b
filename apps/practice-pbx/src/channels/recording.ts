import { StereoRecorder } from '../media/stereo-recorder.ts';
import type { Channel } from './channel.ts';

/** `uuid_record start`: false when the file cannot be written. A recording that runs already goes on. */
export function startRecording(channel: Channel, path: string): boolean {
  if (channel.recorder) return channel.recorder.path === path;
  try {
    channel.recorder = new StereoRecorder(path);
  } catch {
    return false;
  }
  channel.fire('RECORD_START', { 'Record-File-Path': path });
  channel.whenLeaving(() => stopRecording(channel, path));
  return true;
}

/** False when nothing of that name is being recorded; `all` means whatever is. */
export function stopRecording(channel: Channel, path: string): boolean {
  const { recorder } = channel;
  if (!recorder || (path !== 'all' && recorder.path !== path)) return false;
  channel.recorder = undefined;
  recorder.close();
  const ms = Math.floor(recorder.samples / 8);
  channel.setAll({
    record_file_size: String(recorder.fileSize),
    record_samples: String(recorder.samples),
    record_seconds: String(Math.floor(ms / 1000)),
    record_ms: String(ms),
    record_completion_cause: 'success-silence',
  });
  channel.fire('RECORD_STOP', {
    'Record-File-Path': recorder.path,
    'Record-Completion-Cause': 'success-silence',
  });
  return true;
}

/** False when nothing of that name is being recorded. */
export function maskRecording(channel: Channel, path: string, masked: boolean): boolean {
  const { recorder } = channel;
  if (!recorder || recorder.path !== path) return false;
  recorder.masked = masked;
  return true;
}
