import { describe, expect, it } from 'vitest';
import {
  type SeatCall,
  callOfRoom,
  conferenceHold,
  conferencePlay,
  conferenceRelate,
  flushRegistration,
  forgetUser,
  forgetUsers,
  hangUp,
  hashInsert,
  hashInsertPbxTime,
  originateSeat,
  originateTrunk,
  recordStart,
  roomOf,
  uuidSetVar,
} from './commands.ts';

const text = (command: { ok: boolean; value?: string }): string => command.value ?? 'refused';

const call: SeatCall = {
  callId: 'a736c6d2-b31f-4a33-991a-2d253064814f',
  leg: '8cdc32f3-f07f-40be-944a-5d09f168cd7d',
  seat: '1001',
  domain: '127.0.0.1',
  callerNumber: '13800000001',
  ringForMs: 15_000,
};

describe('ringing a seat', () => {
  it('is what a real FreeSWITCH accepted, with a second more for its early timer', () => {
    expect(text(originateSeat(call))).toBe(
      'originate {origination_uuid=8cdc32f3-f07f-40be-944a-5d09f168cd7d,' +
        'hotline_call_id=a736c6d2-b31f-4a33-991a-2d253064814f,hotline_role=seat,' +
        'ignore_early_media=true,originate_timeout=16,' +
        'origination_caller_id_number=13800000001,origination_caller_id_name=13800000001,' +
        'hotline_seat=1001,sip_cid_type=pid,' +
        'sip_h_X-Hotline-Call=a736c6d2-b31f-4a33-991a-2d253064814f}user/1001@127.0.0.1 ' +
        '&conference(room-a736c6d2-b31f-4a33-991a-2d253064814f@hotline)',
    );
  });

  it('a leader joins unheard', () => {
    const leader = originateSeat({ ...call, role: 'leader', memberFlags: ['mute', 'ghost'] });
    expect(text(leader)).toContain('hotline_role=leader');
    expect(text(leader)).toContain('@hotline+flags{mute|ghost})');
  });

  it.each<Partial<SeatCall>>([
    { seat: '1001,user/1002' },
    { seat: '1001 &park' },
    { domain: 'a b' },
    { callId: 'x) &system(reboot' },
    { leg: '1,origination_uuid=2' },
    { callerNumber: '1\n\napi x' },
    { callerNumber: '1}sofia/external/1900' },
    { headers: { 'X-A,b': 'c' } },
    { memberFlags: ['mute}'] },
  ])('%j is refused', (bad) => {
    expect(originateSeat({ ...call, ...bad }).ok).toBe(false);
  });
});

describe('calling outside', () => {
  const { callId, leg, callerNumber, ringForMs } = call;
  const outside = { callId, leg, callerNumber, ringForMs, role: 'emergency' };

  it('goes over one route, with codecs that trunks take', () => {
    const command = text(originateTrunk({ ...outside, route: 'sofia/gateway/carrier/110' }));
    expect(command).toContain('}sofia/gateway/carrier/110 &conference(room-');
    expect(command).toContain('absolute_codec_string=PCMA\\\\,PCMU');
  });

  it.each(['sofia/gateway/a/1,sofia/gateway/b/2', 'sofia/a|sofia/b', 'user/1001', 'loopback/1'])(
    'the route %s is refused',
    (route) => {
      expect(originateTrunk({ ...outside, route }).ok).toBe(false);
    },
  );
});

describe('the other commands', () => {
  const room = roomOf(call.callId);

  it('read as FreeSWITCH wants them', () => {
    expect([
      text(hangUp(call.leg)),
      text(conferenceHold(room, 3)),
      text(conferencePlay(room, 3, '/sounds/请稍候.wav')),
      text(conferenceRelate(room, 4, 3, 'nospeak')),
      text(uuidSetVar(call.leg, 'hotline_note', "张 三's")),
      text(recordStart(call.leg, '/recordings/x.wav')),
      text(flushRegistration('internal', '1001', '127.0.0.1')),
      text(forgetUser('1001', '127.0.0.1')),
      text(forgetUsers()),
      text(hashInsert('hotline', 'seats', '[hotline_seat=1001]sofia/internal/1001%127.0.0.1')),
      text(hashInsertPbxTime('hotline', 'alive')),
    ]).toEqual([
      `uuid_kill ${call.leg} NORMAL_CLEARING`,
      `conference ${room} hold 3 local_stream://moh`,
      `conference ${room} play /sounds/请稍候.wav 3`,
      `conference ${room} relate 4 3 nospeak`,
      `uuid_setvar ${call.leg} hotline_note 张\\s三\\'s`,
      `uuid_record ${call.leg} start /recordings/x.wav`,
      'sofia profile internal flush_inbound_reg 1001@127.0.0.1',
      'xml_flush_cache id 1001 127.0.0.1',
      'xml_flush_cache',
      'hash insert/hotline/seats/[hotline_seat=1001]sofia/internal/1001%127.0.0.1',
      'expand hash insert/hotline/alive/${strepoch()}',
    ]);
  });

  it('refuse what would be another command', () => {
    expect(hangUp('x\n\napi y').ok).toBe(false);
    expect(hangUp('x', 'A B').ok).toBe(false);
    expect(conferencePlay(room, 3, 'a b.wav').ok).toBe(false);
    expect(hashInsert('hotline/x', 'y', 'z').ok).toBe(false);
    expect(hashInsert('hotline', 'y', '[a=1\n\napi y').ok).toBe(false);
    expect(uuidSetVar('x y', 'a', 'b').ok).toBe(false);
  });

  it('a room belongs to a call, or to somebody else', () => {
    expect(callOfRoom(room)).toBe(call.callId);
    expect(callOfRoom('3000')).toBeUndefined();
    expect(callOfRoom('room-')).toBeUndefined();
  });
});
