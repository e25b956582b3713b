import { expect, it } from 'vitest';
import { audioOnlyOffer } from './audio-offer.ts';

const HEAD = ['v=0', 'o=FreeSWITCH 1 2 IN IP4 10.0.0.9', 's=FreeSWITCH', 't=0 0'];
const AUDIO = [
  'm=audio 20000 UDP/TLS/RTP/SAVPF 111 9 8 101 13',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 useinbandfec=1',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtcp-fb:9 transport-cc',
  'a=mid:0',
];
const VIDEO = ['m=video 20002 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000', 'a=mid:1'];
const sdp = (...lines: readonly string[]) => [...lines, ''].join('\r\n');

it('keeps the hotline’s codecs in the PBX’s order', () => {
  const offer = audioOnlyOffer(sdp(...HEAD, ...AUDIO));
  expect(offer).toBe(
    sdp(
      ...HEAD,
      ...AUDIO.filter((line) => !/:9 /u.test(line)).map((line) =>
        line.replace('SAVPF 111 9 8 101 13', 'SAVPF 111 8 101 13'),
      ),
    ),
  );
});

it('static payload types need no rtpmap', () => {
  const plain = sdp(...HEAD, 'm=audio 20000 RTP/AVP 8 0 18', 'a=mid:0');
  expect(audioOnlyOffer(plain)).toContain('m=audio 20000 RTP/AVP 8 0\r\n');
});

it('rejects video and takes it out of the bundle', () => {
  const offer = audioOnlyOffer(sdp(...HEAD, 'a=group:BUNDLE 0 1', ...AUDIO, ...VIDEO));
  expect(offer).toContain('a=group:BUNDLE 0\r\n');
  expect(offer).toContain('m=video 0 UDP/TLS/RTP/SAVPF 96');
  expect(offer).toContain('m=audio 20000 ');
});

it('an offer without any codec of ours is left for the browser to refuse', () => {
  const foreign = sdp(...HEAD, 'm=audio 20000 RTP/AVP 9', 'a=rtpmap:9 G722/8000', 'a=mid:0');
  expect(audioOnlyOffer(foreign)).toBe(foreign);
});
