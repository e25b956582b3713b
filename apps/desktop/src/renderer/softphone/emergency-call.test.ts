import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmergencyCalls } from './emergency-call.ts';

type Options = { readonly extraHeaders?: readonly string[] };

/** A user agent without telephony: what was dialled, and what the PBX says to it. */
function stubAgent({ connected = true } = {}) {
  const dialled: { user: string; headers: readonly string[] }[] = [];
  const listeners = new Map<string, (event: object) => void>();
  let ended = false;
  const terminate = vi.fn<() => void>(() => {
    ended = true;
  });
  const stopped = vi.fn<() => void>();
  const session = {
    on: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
    isEnded: () => ended,
    terminate,
  };
  const calls = createEmergencyCalls({
    call: (user: string, options: Options) => {
      if (!connected) return null;
      dialled.push({ user, headers: options.extraHeaders ?? [] });
      return session as never;
    },
    voice: () => ({ getTracks: () => [{ stop: stopped }] }) as never,
    speaker: { play: () => {}, silence: () => {} },
    failedAddresses: new Set(),
  } as never);
  return {
    ask: calls.ask,
    dialled,
    terminate,
    stopped,
    say: (name: string, event: object = {}) => listeners.get(name)?.(event),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('dials the target with the call’s name, and is done when the PBX has taken it', async () => {
  const agent = stubAgent();
  const outcome = agent.ask('110', 'call-7');
  expect(agent.dialled).toEqual([{ user: 'emergency-110', headers: ['X-Hotline-Call: call-7'] }]);
  agent.say('accepted');
  expect(await outcome).toBe('sent');
  // The PBX hangs up; when its BYE is lost, the leg goes all the same.
  expect(agent.terminate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect(agent.terminate).toHaveBeenCalledOnce();
  agent.say('ended');
  expect(agent.stopped).toHaveBeenCalledOnce();
});

describe('what the PBX answers instead', () => {
  it.each([
    [403, 'refused'],
    [404, 'refused'],
    [486, 'refused'],
    [603, 'refused'],
    [408, 'unreachable'],
    [503, 'unreachable'],
    [undefined, 'unreachable'],
  ] as const)('%s: %s', async (status_code, expected) => {
    const agent = stubAgent();
    const outcome = agent.ask('119', 'call-7');
    agent.say('failed', { message: status_code === undefined ? null : { status_code } });
    expect(await outcome).toBe(expected);
    expect(agent.stopped).toHaveBeenCalledOnce();
  });

  it('nothing for 5 s', async () => {
    const agent = stubAgent();
    const outcome = agent.ask('120', 'call-7');
    vi.advanceTimersByTime(4_999);
    expect(agent.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(await outcome).toBe('unreachable');
    expect(agent.terminate).toHaveBeenCalledOnce();
  });
});

it('without a connection nothing is dialled', async () => {
  const agent = stubAgent({ connected: false });
  expect(await agent.ask('110', 'call-7')).toBe('unreachable');
  expect(agent.stopped).toHaveBeenCalledOnce();
});

it('one at a time: the same again is the same, another is refused, and later it may be asked anew', async () => {
  const agent = stubAgent();
  const first = agent.ask('110', 'call-7');
  const again = agent.ask('110', 'call-7');
  expect(await agent.ask('119', 'call-7')).toBe('refused');
  expect(agent.dialled).toHaveLength(1);
  agent.say('accepted');
  expect(await Promise.all([first, again])).toEqual(['sent', 'sent']);
  void agent.ask('119', 'call-7');
  expect(agent.dialled.map(({ user }) => user)).toEqual(['emergency-110', 'emergency-119']);
});

it.each([
  ['110@elsewhere', 'call-7'],
  ['', 'call-7'],
  ['110', 'call-7\r\nX-Other: 1'],
])('never dials %j %j', async (target, callId) => {
  const agent = stubAgent();
  expect(await agent.ask(target, callId)).toBe('refused');
  expect(agent.dialled).toEqual([]);
});

it('a call without a name goes without the header', () => {
  const agent = stubAgent();
  void agent.ask('110', '');
  expect(agent.dialled).toEqual([{ user: 'emergency-110', headers: [] }]);
});
