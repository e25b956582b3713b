import { describe, expect, it } from 'vitest';
import { chooseCandidate, mediaAddress } from './choose-candidate.ts';

type Offered = readonly [address: string, priority?: number, extra?: string];

function answer(...candidates: readonly Offered[]): string {
  return [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 50000 UDP/TLS/RTP/SAVPF 111 8',
    'c=IN IP4 10.9.9.9',
    ...candidates.map(
      ([address, priority = 100, extra = 'udp'], n) =>
        `a=candidate:${n} 1 ${extra} ${priority} ${address} ${50_000 + n} typ host generation 0`,
    ),
    'a=ice-ufrag:abcd',
    'a=mid:0',
    '',
  ].join('\r\n');
}

const candidatesOf = (sdp: string) =>
  sdp.split('\r\n').filter((line) => line.startsWith('a=candidate'));

describe('one candidate, the one whose interface reaches the PBX', () => {
  it.each<[string, string | null, readonly Offered[], string]>([
    [
      'same subnet before a VPN of higher priority',
      '10.20.1.5',
      [
        ['172.16.0.9', 900],
        ['10.20.1.77', 100],
      ],
      '10.20.1.77',
    ],
    [
      'the longer common prefix',
      '10.20.1.5',
      [
        ['10.20.200.1', 900],
        ['10.20.1.77', 100],
      ],
      '10.20.1.77',
    ],
    [
      'no subnet in common: the system’s own order',
      '10.20.1.5',
      [
        ['172.16.0.9', 100],
        ['192.168.1.2', 900],
      ],
      '192.168.1.2',
    ],
    [
      'ten shared bits are chance, not a route',
      '10.20.1.5',
      [
        ['10.63.0.1', 100],
        ['192.168.1.2', 900],
      ],
      '192.168.1.2',
    ],
    [
      'PBX on this machine, loopback offered',
      '127.0.0.1',
      [
        ['192.168.1.2', 900],
        ['127.0.0.1', 1],
      ],
      '127.0.0.1',
    ],
    [
      'PBX on this machine, no loopback offered',
      '127.0.0.1',
      [
        ['192.168.1.2', 900],
        ['10.0.0.3', 100],
      ],
      '192.168.1.2',
    ],
    [
      'loopback never reaches another machine',
      '10.20.1.5',
      [
        ['127.0.0.1', 900],
        ['192.168.1.2', 100],
      ],
      '192.168.1.2',
    ],
    [
      'an address before a hidden name',
      '10.20.1.5',
      [
        ['6c3a.local', 900],
        ['192.168.1.2', 100],
      ],
      '192.168.1.2',
    ],
    [
      'a hidden name rather than the wrong family',
      '10.20.1.5',
      [
        ['fd00::2', 900],
        ['6c3a.local', 100],
      ],
      '6c3a.local',
    ],
    [
      'IPv6 PBX takes IPv6',
      'fd00::9',
      [
        ['192.168.1.2', 900],
        ['fd00::2', 100],
      ],
      'fd00::2',
    ],
    [
      'IPv6 link-local only for a link-local PBX',
      'fd00::9',
      [
        ['fe80::1', 900],
        ['2001:db8::2', 100],
      ],
      '2001:db8::2',
    ],
    [
      'IPv6 link-local PBX',
      'fe80::9',
      [
        ['2001:db8::2', 100],
        ['fe80::1', 90],
      ],
      'fe80::1',
    ],
    [
      'IPv4 mapped into IPv6 is IPv4',
      '::ffff:10.20.1.5',
      [
        ['fd00::2', 900],
        ['10.20.1.7', 1],
      ],
      '10.20.1.7',
    ],
    [
      'PBX unknown: the system’s own order',
      null,
      [
        ['192.168.1.2', 100],
        ['10.0.0.3', 900],
      ],
      '10.0.0.3',
    ],
    [
      'PBX unknown: no loopback',
      null,
      [
        ['127.0.0.1', 900],
        ['10.0.0.3', 100],
      ],
      '10.0.0.3',
    ],
  ])('%s', (_name, pbx, offered, expected) => {
    const choice = chooseCandidate(answer(...offered), pbx);
    expect(choice?.address).toBe(expected);
    expect(candidatesOf(choice?.sdp ?? '')).toHaveLength(1);
    expect(candidatesOf(choice?.sdp ?? '')[0]).toContain(` ${expected} `);
  });

  it('an address that carried no audio before comes last', () => {
    const sdp = answer(['10.20.1.77', 900], ['192.168.1.2', 100]);
    expect(chooseCandidate(sdp, '10.20.1.5', new Set(['10.20.1.77']))?.address).toBe('192.168.1.2');
    const both = new Set(['10.20.1.77', '192.168.1.2']);
    expect(chooseCandidate(sdp, '10.20.1.5', both)?.address).toBe('10.20.1.77');
  });

  it('makes it the default candidate too, and leaves the rest as it was', () => {
    const { sdp } = chooseCandidate(answer(['192.168.1.2', 900], ['10.0.0.3', 100]), '10.0.0.9')!;
    expect(sdp).toBe(
      answer(['10.0.0.3', 100])
        .replace('a=candidate:0 1 udp 100 10.0.0.3 50000', 'a=candidate:1 1 udp 100 10.0.0.3 50001')
        .replace('m=audio 50000', 'm=audio 50001')
        .replace('c=IN IP4 10.9.9.9', 'c=IN IP4 10.0.0.3'),
    );
    const named = chooseCandidate(answer(['6c3a.local', 900]), '10.0.0.9')!;
    expect(named.sdp).toContain('c=IN IP4 0.0.0.0');
    const six = chooseCandidate(answer(['fd00::2', 900]), 'fd00::9')!;
    expect(six.sdp).toContain('c=IN IP6 fd00::2');
  });

  it('TCP and other components are no choice', () => {
    expect(chooseCandidate(answer(['10.0.0.3', 900, 'tcp']), '10.0.0.9')).toBeNull();
    const rtcp = answer(['10.0.0.3']).replace('a=candidate:0 1 ', 'a=candidate:0 2 ');
    expect(chooseCandidate(rtcp, '10.0.0.9')).toBeNull();
    expect(chooseCandidate(answer(), '10.0.0.9')).toBeNull();
    expect(chooseCandidate('', '10.0.0.9')).toBeNull();
  });
});

describe('where the PBX wants its media', () => {
  it.each([
    [answer(), '10.9.9.9'],
    [answer().replace('c=IN IP4 10.9.9.9', 'c=IN IP6 fd00::9'), 'fd00::9'],
    ['v=0\r\nc=IN IP4 10.1.1.1/127\r\nm=audio 1 RTP/AVP 8\r\n', '10.1.1.1'],
    ['v=0\r\nc=IN IP4 pbx.example.cn\r\nm=audio 1 RTP/AVP 8\r\n', null],
    ['', null],
  ])('%#', (sdp, expected) => expect(mediaAddress(sdp)).toBe(expected));
});
