/** The seat's telephone in a real Chromium against the practice PBX: registration, ring, answer, ends, and audio that stops. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  Softphone,
  SoftphoneState,
} from '../../apps/desktop/src/renderer/softphone/softphone.ts';
import { launchChromium, launchStrictChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startSoftphoneBench, type SoftphoneBench } from '../support/softphone-bench.ts';

declare global {
  interface Window {
    softphone: Softphone;
    heard: SoftphoneState[];
    /** Every peer connection of the page, the newest last. */
    peers: RTCPeerConnection[];
  }
}

let bench: SoftphoneBench;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** SIP that the page sent and got, in order. */
let wire: string[] = [];

beforeAll(async () => {
  [bench, browser] = await Promise.all([startSoftphoneBench(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await bench.stop();
});
afterEach(async () => {
  bench.thaw();
  bench.sipCable.mend();
  await page.evaluate(() => window.softphone.stop());
  await context.close();
});

function watchWire(): void {
  wire = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => wire.push(String(payload)));
    socket.on('framereceived', ({ payload }) => wire.push(String(payload)));
  });
}

/** The page's frames reach this test a little after the PBX has them. */
const onWire = (start: string) =>
  eventually(`${start} on the wire`, () => wire.some((text) => text.startsWith(start)));

/** Opens the page and registers. */
async function open(): Promise<void> {
  context = await browser.newContext({ permissions: ['microphone'] });
  await context.addInitScript(() => {
    window.peers = [];
    window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
      construct(target, args: [RTCConfiguration?]) {
        const peer = new target(...args);
        window.peers.push(peer);
        return peer;
      },
    });
  });
  page = await context.newPage();
  watchWire();
  await page.goto(bench.page);
  await page.waitForFunction(() => window.softphone !== undefined);
  await page.evaluate((account) => {
    window.heard = [];
    window.softphone.subscribe((state) => window.heard.push(state));
    window.softphone.start(account);
  }, bench.account);
  await until(({ registration }) => registration.kind === 'registered');
}
/** The first state from now on (the present one included) that is so. */
const until = (so: (state: SoftphoneState) => boolean, withinMs = 8_000) =>
  page
    .waitForFunction(
      `(${so.toString()})(window.softphone.state()) && window.softphone.state()`,
      undefined,
      {
        timeout: withinMs,
        polling: 20,
      },
    )
    .then((handle) => handle.jsonValue() as Promise<SoftphoneState>);
const statistics = () => page.evaluate(() => window.softphone.stats());
const level = (want: 'loud' | 'silent') =>
  eventually(want, async () => {
    const now = await statistics();
    return now !== null && (want === 'silent' ? now.sent.level === 0 : now.sent.level > 0.001);
  });
const ring = (uuid: string, then = '&echo()', more = '') =>
  bench.api(
    `originate {origination_uuid=${uuid},originate_timeout=20,origination_caller_id_number=13800138000,sip_h_X-Hotline-Call=call-7${more}}user/1001@127.0.0.1 ${then}`,
  );
const ringAgain = (uuid: string) => ring(uuid, '&echo()', ',sip_h_X-Hotline-Leg=rebuild');
/** Answers by the key and waits for the audio. */
async function talk(uuid: string, then?: string): Promise<void> {
  const dialled = ring(uuid, then);
  await until(ringing);
  await page.evaluate(() => window.softphone.answer());
  expect(await dialled).toMatch(/^\+OK/u);
  await until(flowing);
}
const ringing = ({ call }: SoftphoneState) => call.kind === 'ringing';
const flowing = ({ call }: SoftphoneState) => call.kind === 'in-call' && call.media === 'flowing';
const idle = ({ call }: SoftphoneState) => call.kind === 'none' && call.ended !== undefined;
let next = 0;
const newUuid = () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, '0')}`;

describe('a call', () => {
  it('rings with its number, is answered with one address and our codecs, audio flows both ways, ends with BYE', async () => {
    await open();
    const dialled = ring(newUuid());
    expect((await page.evaluate(() => window.softphone.state())).registration).toMatchObject({
      kind: 'registered',
      practice: true,
    });
    const { call } = await until(ringing);
    expect(call).toMatchObject({ callId: 'call-7', from: '13800138000' });
    const pressed = Date.now();
    await page.evaluate(() => window.softphone.answer());
    expect(await dialled).toMatch(/^\+OK/u);
    await until(flowing);
    expect(Date.now() - pressed).toBeLessThan(3_000);

    const ok =
      wire.find((text) => text.startsWith('SIP/2.0 200') && text.includes('m=audio')) ?? '';
    expect(ok.match(/^a=candidate:/gmu)).toHaveLength(1);
    expect(ok).toMatch(/^a=candidate:\S+ 1 udp \d+ \S+ \d+ typ host/mu);
    expect(ok.match(/^m=/gmu)).toHaveLength(1);
    expect([...ok.matchAll(/^a=rtpmap:\d+ ([\w-]+)/gmu)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(['opus']),
    );
    for (const [, name] of ok.matchAll(/^a=rtpmap:\d+ ([\w-]+)/gmu)) {
      expect(['opus', 'PCMA', 'PCMU', 'telephone-event', 'CN']).toContain(name);
    }

    const stats = await eventually('50 packets each way', async () => {
      const now = await statistics();
      return now !== null && now.received.packets > 50 && now.sent.packets > 50 && now;
    });
    expect(stats.received.lossRatio).toBe(0);
    expect(stats.mos).toBeGreaterThan(4);

    await page.evaluate(() => window.softphone.hangUp());
    expect((await until(idle)).call).toMatchObject({
      ended: { callId: 'call-7', by: 'here', why: 'hung-up' },
    });
    await onWire('BYE ');
  });

  it('answered in the very moment in which it rings', async () => {
    await open();
    await page.evaluate(() =>
      window.softphone.subscribe(({ call }) => {
        if (call.kind === 'ringing') void window.softphone.answer();
      }),
    );
    expect(await ring(newUuid())).toMatch(/^\+OK/u);
    await until(flowing);
  });

  it('mute stops our voice and nothing else', async () => {
    await open();
    const dialled = ring(newUuid());
    await until(ringing);
    await page.evaluate(() => window.softphone.answer());
    await dialled;
    await until(flowing);
    await level('loud');
    await page.evaluate(() => window.softphone.setMuted(true));
    expect((await until(flowing)).call).toMatchObject({ muted: true });
    await level('silent');
    await page.evaluate(() => window.softphone.setMuted(false));
    await level('loud');
  });

  it('microphone and loudspeaker can be changed in a call; one that is not there is refused', async () => {
    await open();
    const dialled = ring(newUuid());
    await until(ringing);
    await page.evaluate(() => window.softphone.answer());
    await dialled;
    await until(flowing);
    const outcome = await page.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const last = (kind: string) => devices.findLast((one) => one.kind === kind)?.deviceId ?? '';
      const [microphone, speaker] = [last('audioinput'), last('audiooutput')];
      // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
      const named = (error: unknown) => (error as Error).name;
      return {
        differs: microphone !== 'default' && speaker !== 'default',
        both: await window.softphone.setDevices({ microphone, speaker }).then(() => 'used', named),
        nowhere: await window.softphone
          .setDevices({ speaker: 'nowhere' })
          .then(() => 'used', named),
        unplugged: await window.softphone
          .setDevices({ microphone: 'unplugged' })
          .then(() => 'another', named),
      };
    });
    expect(outcome).toEqual({
      differs: true,
      both: 'used',
      nowhere: 'NotFoundError',
      unplugged: 'another',
    });
    await level('loud');
    const before = (await statistics())?.sent.packets ?? 0;
    await eventually(
      'packets go on',
      async () => ((await statistics())?.sent.packets ?? 0) > before + 50,
    );
    expect((await page.evaluate(() => window.softphone.state())).call).toMatchObject({
      media: 'flowing',
    });
  });

  it('the other side hangs up, or gives up while it rings', async () => {
    await open();
    const first = newUuid();
    const dialled = ring(first);
    await until(ringing);
    await page.evaluate(() => window.softphone.answer());
    await dialled;
    await until(flowing);
    await bench.api(`uuid_kill ${first}`);
    expect((await until(idle)).call).toMatchObject({ ended: { by: 'there', why: 'hung-up' } });

    const second = newUuid();
    const again = ring(second);
    await until(ringing);
    await bench.api(`uuid_kill ${second}`);
    await again;
    expect((await until(idle)).call).toMatchObject({ ended: { by: 'there', why: 'cancelled' } });
  });

  it('rejected by the person; a second one meanwhile is busy', async () => {
    await open();
    const dialled = ring(newUuid());
    await until(ringing);
    expect(await ring(newUuid())).toBe('-ERR USER_BUSY');
    await onWire('SIP/2.0 486');
    await page.evaluate(() => window.softphone.reject());
    expect(await dialled).toBe('-ERR CALL_REJECTED');
    expect((await until(idle)).call).toMatchObject({ ended: { by: 'here', why: 'rejected' } });
  });
});

describe('a leg that is rebuilt', () => {
  it('announced: answered without a key beside the first, which then goes unnoticed', async () => {
    await open();
    const [first, second] = [newUuid(), newUuid()];
    await talk(first);
    await page.evaluate(() => {
      window.softphone.setMuted(true);
      window.softphone.onSecondLeg((callId) => callId === 'call-7');
      window.heard = [];
    });
    expect(await ringAgain(second)).toMatch(/^\+OK/u);
    await until(({ call }) => call.kind === 'in-call' && call.legId === 'rebuild');
    await until(flowing);
    await bench.api(`uuid_kill ${first}`);
    await onWire('BYE ');
    const before = (await statistics())?.received.packets ?? 0;
    await eventually(
      'the second leg carries the audio',
      async () => ((await statistics())?.received.packets ?? 0) > before + 50,
    );
    const seen = await page.evaluate(() => window.heard.map(({ call }) => call));
    expect(seen.filter((call) => call.kind !== 'in-call' || !call.muted)).toEqual([]);
    await bench.api(`uuid_kill ${second}`);
    expect((await until(idle)).call).toMatchObject({ ended: { by: 'there', why: 'hung-up' } });
  });

  it('not announced: busy, and the call goes on', async () => {
    await open();
    await talk(newUuid());
    expect(await ringAgain(newUuid())).toBe('-ERR USER_BUSY');
    expect((await page.evaluate(() => window.softphone.state())).call.kind).toBe('in-call');
  });
});

describe('应急移交 by the phone alone', () => {
  it('110 is called into the call’s room beside the leg that is talked on', async () => {
    await open();
    const call = newUuid();
    const room = `room-${call}`;
    await talk(call, `&conference(${room}@hotline)`);
    await bench.api(`uuid_setvar ${call} hotline_seat 1001`);
    await bench.api(`uuid_setvar ${call} hotline_number 13800138000`);
    const members = async () => {
      type Room = { readonly conference_name: string; readonly members: readonly unknown[] };
      const rooms = JSON.parse(await bench.api('conference json_list')) as readonly Room[];
      return rooms.find(({ conference_name: name }) => name === room)?.members.length ?? 0;
    };
    expect(await members()).toBe(1);
    const asked = Date.now();
    const outcome = await page.evaluate(
      (callId) => window.softphone.emergencyByPhone('110', callId),
      call,
    );
    expect(outcome).toBe('sent');
    expect(Date.now() - asked).toBeLessThan(5_000);
    await eventually('110 is in the room', async () => (await members()) === 2);
    expect((await page.evaluate(() => window.softphone.state())).call).toMatchObject({
      kind: 'in-call',
      media: 'flowing',
    });
    // The short call is over; the one that is talked on is the only one left of the seat's.
    await eventually('the short call is over', async () =>
      page.evaluate(
        () =>
          window.peers.filter(({ connectionState }) => connectionState === 'connected').length ===
          1,
      ),
    );
  });

  it('a call that the PBX does not know is refused', async () => {
    await open();
    await talk(newUuid());
    const outcome = await page.evaluate(() =>
      window.softphone.emergencyByPhone('110', '00000000-0000-4000-8000-00000000dead'),
    );
    expect(outcome).toBe('refused');
    expect((await page.evaluate(() => window.softphone.state())).call.kind).toBe('in-call');
  });
});

describe('what goes wrong', () => {
  it('a refused microphone is said at sign-in, and a call is turned away at once', async () => {
    const strict = await launchStrictChromium();
    try {
      context = await strict.newContext();
      page = await context.newPage();
      watchWire();
      await page.goto(bench.page);
      await page.waitForFunction(() => window.softphone !== undefined);
      await page.evaluate((account) => window.softphone.start(account), bench.account);
      await until(({ registration }) => registration.kind === 'registered');
      expect(await page.evaluate(() => window.softphone.checkMicrophone())).toBe('refused');
      expect((await page.evaluate(() => window.softphone.state())).microphone).toBe('refused');
      expect(await ring(newUuid())).toBe('-ERR NO_USER_RESPONSE');
      await onWire('SIP/2.0 480');
      expect((await until(idle)).call).toMatchObject({
        ended: { by: 'failure', why: 'microphone-refused' },
      });
      await page.evaluate(() => window.softphone.stop());
    } finally {
      await strict.close();
    }
    await open();
  });

  it('audio that stops is said within 3 s, and that it is back', async () => {
    await open();
    const dialled = ring(newUuid());
    await until(ringing);
    await page.evaluate(() => window.softphone.answer());
    await dialled;
    await until(flowing);
    const stopped = Date.now();
    bench.freeze();
    await until(({ call }) => call.kind === 'in-call' && call.media === 'nothing-received', 4_000);
    expect(Date.now() - stopped).toBeLessThan(3_500);
    bench.thaw();
    await until(flowing);
  });

  it('nothing leaves any more: said within 3 s, and a second leg heals it', async () => {
    await open();
    await talk(newUuid());
    await page.evaluate(() => window.softphone.onSecondLeg(() => true));
    const stopped = Date.now();
    await page.evaluate(() => window.peers.at(-1)?.getSenders()[0]?.replaceTrack(null));
    await until(({ call }) => call.kind === 'in-call' && call.media === 'nothing-sent', 4_000);
    expect(Date.now() - stopped).toBeLessThan(3_500);
    expect(await ringAgain(newUuid())).toMatch(/^\+OK/u);
    await until(flowing);
    await level('loud');
  });

  it('alone in the room and muted is not silence on the wire: nothing is said', async () => {
    await open();
    await talk(newUuid(), '&conference(room-quiet@hotline)');
    await page.evaluate(() => {
      window.softphone.setMuted(true);
      window.heard = [];
    });
    const before = (await statistics())?.received.packets ?? 0;
    await eventually('4 s of packets', async () => {
      const now = await statistics();
      return now !== null && now.received.packets > before + 200;
    });
    const media = await page.evaluate(() =>
      window.heard.map(({ call }) => (call.kind === 'in-call' ? call.media : call.kind)),
    );
    expect(media.filter((each) => each !== 'flowing')).toEqual([]);
  });

  it('the socket is cut and back: registered again by itself, the call goes on', async () => {
    await open();
    const dialled = ring(newUuid());
    await until(ringing);
    await page.evaluate(() => window.softphone.answer());
    await dialled;
    await until(flowing);
    bench.sipCable.cut();
    const lost = await until(({ registration }) => registration.kind === 'lost');
    expect(lost).toMatchObject({ registration: { why: 'socket' }, call: { kind: 'in-call' } });
    bench.sipCable.mend();
    const back = await until(({ registration }) => registration.kind === 'registered');
    expect(back.call).toMatchObject({ kind: 'in-call', media: 'flowing' });
  });

  it('the line is dead though nobody closed it: known within 3 s on suspicion, and the call goes on', async () => {
    await open();
    await talk(newUuid());
    // The PBX has answered once: only then is it judged by its silence.
    await page.evaluate(() => window.softphone.checkLine());
    await onWire('OPTIONS ');
    await eventually('its answer', () =>
      wire.some((text) => /^SIP\/2\.0 \d+ [\s\S]*\r\nCSeq: \d+ OPTIONS/iu.test(text)),
    );
    const asked = Date.now();
    bench.sipCable.hold();
    await page.evaluate(() => window.softphone.checkLine());
    const lost = await until(({ registration }) => registration.kind === 'lost', 4_000);
    expect(Date.now() - asked).toBeLessThan(3_500);
    expect(lost).toMatchObject({ registration: { why: 'socket' }, call: { kind: 'in-call' } });
    bench.sipCable.mend();
    const back = await until(({ registration }) => registration.kind === 'registered', 15_000);
    expect(back.call).toMatchObject({ kind: 'in-call', media: 'flowing' });
  });

  it('a wrong password is refused and said so; the right one registers', async () => {
    await open();
    await page.evaluate(
      (account) => window.softphone.start({ ...account, password: 'wrong' }),
      bench.account,
    );
    const { registration } = await until(
      (state) => state.registration.kind === 'lost' && state.registration.why === 'refused',
    );
    expect(registration).toMatchObject({ status: expect.any(Number) });
    await page.evaluate((account) => window.softphone.start(account), bench.account);
    await until((state) => state.registration.kind === 'registered');
  });

  it('refresh makes a new socket and registers anew', async () => {
    await open();
    const opened = page.waitForEvent('websocket');
    await page.evaluate(() => window.softphone.refresh());
    await opened;
    await until(({ registration }) => registration.kind === 'registered');
    expect(wire.filter((text) => text.startsWith('REGISTER ')).length).toBeGreaterThanOrEqual(4);
  });
});
