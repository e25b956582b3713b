import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, freeSipPort } from '../../../../scripts/free-port.ts';
import { startFreeSwitch, type FreeSwitchPorts } from '../../../../scripts/freeswitch.ts';
import type { PracticePbxOptions } from '../options.ts';

interface RealPbx {
  readonly ports: FreeSwitchPorts;
  stop(): Promise<void>;
}

const seconds = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : String(Math.ceil(ms / 1000));

/** A real FreeSWITCH with config/freeswitch, told the same as the practice PBX would be, as far as the tests say it. */
export async function startRealPbx(options: PracticePbxOptions): Promise<RealPbx> {
  const runDir = mkdtempSync(join(tmpdir(), 'freeswitch-'));
  const [esl, ws, wss, trunk, sip, rtp] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freeSipPort(),
    freeSipPort(),
    freeSipPort(),
  ]);
  const rtpFirst = 20_000 + (rtp % 20_000);
  const [first, second] = options.emergencyRoutes ?? [];
  const pbx = await startFreeSwitch({
    runDir,
    startTimeout: 60_000,
    env: {
      HOTLINE_ESL_PASSWORD: options.eslPassword,
      HOTLINE_DIRECTORY_URL: options.directoryUrl,
      HOTLINE_DIRECTORY_SECRET: options.directorySecret,
      HOTLINE_ESL_PORT: String(esl),
      HOTLINE_WS_PORT: String(ws),
      HOTLINE_WSS_PORT: String(wss),
      HOTLINE_TRUNK_PORT: String(trunk),
      HOTLINE_SIP_PORT: String(sip),
      HOTLINE_RTP_FIRST: String(rtpFirst),
      HOTLINE_RTP_LAST: String(rtpFirst + 400),
      HOTLINE_PROMPTS: options.prompts,
      HOTLINE_RECORDINGS: options.recordings,
      HOTLINE_CARRIER: options.gateways?.['carrier'],
      HOTLINE_CARRIER_SECOND: options.gateways?.['carrier-second'],
      HOTLINE_SEAT_MEDIA_TIMEOUT: seconds(options.seatMediaTimeoutMs),
      HOTLINE_TRUNK_MEDIA_TIMEOUT: seconds(options.trunkMediaTimeoutMs),
      HOTLINE_EMERGENCY_FIRST: first?.dial,
      HOTLINE_EMERGENCY_FIRST_SECONDS: first && String(first.seconds),
      HOTLINE_EMERGENCY_SECOND: second?.dial,
      HOTLINE_EMERGENCY_SECOND_SECONDS: second && String(second.seconds),
      HOTLINE_LOG_LEVEL: process.env['HOTLINE_LOG_LEVEL'],
    },
  });
  return {
    ports: pbx.ports,
    stop: async () => {
      await pbx.stop();
      if (!process.env['HOTLINE_KEEP_LOGS']) rmSync(runDir, { recursive: true, force: true });
    },
  };
}
