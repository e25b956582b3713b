import { expect, test } from 'vitest';
import { firstCodec, isWebRtc, narrowAudioSdp } from './webrtc-sdp.ts';

const sdp = [
  'v=0',
  'm=audio 50508 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126',
  'a=candidate:1 1 udp 2122265343 fd00::2 58860 typ host generation 0 network-id 2',
  'a=candidate:2 1 udp 2122194687 192.0.2.2 50508 typ host generation 0 network-id 1',
  'a=candidate:3 1 tcp 1518214911 192.0.2.2 52241 typ host tcptype passive generation 0',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
  '',
].join('\r\n');

test('only our codecs, G.711 first, and IPv4 UDP host candidates are left', () => {
  const narrow = narrowAudioSdp(sdp);
  expect(narrow).toContain('m=audio 50508 UDP/TLS/RTP/SAVPF 8 0 111 110 126');
  expect(narrow).not.toMatch(/red|G722|CN\/|fd00|tcp /);
  expect(narrow).toContain('a=fmtp:111 ');
  expect(narrow.match(/a=candidate/g)).toHaveLength(1);
});

test('the codec is the first one named', () => {
  expect(firstCodec(sdp)).toEqual({ name: 'opus', rate: 48000 });
  expect(firstCodec('m=audio 9 UDP/TLS/RTP/SAVPF 8\r\n')).toEqual({ name: 'PCMA', rate: 8000 });
  expect(isWebRtc(sdp)).toBe(true);
});
