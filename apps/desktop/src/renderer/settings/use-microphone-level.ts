import { useCallback, useEffect, useState } from 'react';

/** Opens the microphone only while its level is being looked at. `level` gives the RMS of the last 20 ms, 0…1. */
export function useMicrophoneLevel(deviceId: string): {
  readonly level: (() => number) | null;
  readonly toggle: () => void;
} {
  const [on, setOn] = useState(false);
  const [level, setLevel] = useState<(() => number) | null>(null);
  useEffect(() => {
    if (!on) return undefined;
    let stop = () => {};
    let gone = false;
    const open = async () => {
      const audio = deviceId === 'default' ? true : { deviceId: { exact: deviceId } };
      const stream = await navigator.mediaDevices.getUserMedia({ audio });
      const context = new AudioContext();
      stop = () => {
        for (const track of stream.getTracks()) track.stop();
        void context.close();
      };
      if (gone) return stop();
      const analyser = new AnalyserNode(context, { fftSize: 1024 });
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      setLevel(() => () => {
        analyser.getFloatTimeDomainData(samples);
        return Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
      });
    };
    // Refused or unplugged: the call bar says so from the phone's own check; here the meter just stays away.
    open().catch(() => setOn(false));
    return () => {
      gone = true;
      stop();
      setLevel(null);
    };
  }, [on, deviceId]);
  return { level, toggle: useCallback(() => setOn((now) => !now), []) };
}
