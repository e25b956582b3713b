import { describe, expect, test } from 'vitest';
import type { Result } from '@hotline/domain/result';
import { ok } from '@hotline/domain/result';
import { capturedAnswers } from '../esl/captured.ts';
import type { EslConnection, EslFailure, JobResult } from '../esl/index.ts';
import { readMissed } from './pbx-answers.ts';
import { readPbxState } from './read-pbx-state.ts';

const answers = capturedAnswers();

function bodyOf(name: string): string {
  const answer = answers.find((one) => one.name === name);
  if (answer === undefined) throw new Error(`no captured answer: ${name}`);
  return answer.received.slice(answer.received.indexOf('\n\n') + 2);
}

/** Answers as the real one did; `-ERR` becomes a refusal as the connection makes it. */
function connection(said: Readonly<Record<string, string>>): EslConnection {
  return {
    api(command: string): Promise<Result<string, EslFailure>> {
      const key = Object.keys(said).find((start) => command.startsWith(start));
      const text = key === undefined ? '-ERR no reply\n' : (said[key] ?? '');
      return Promise.resolve(
        text.startsWith('-ERR')
          ? { ok: false, error: { code: 'refused', reply: text.trim() } }
          : ok(text),
      );
    },
    bgapi: (): Promise<Result<JobResult, EslFailure>> =>
      Promise.reject(new Error('reading the state starts no job')),
  };
}

const nothing = {
  'show channels': bodyOf('api show channels as json, none'),
  'conference json_list': bodyOf('api conference json_list without rooms'),
  'show registrations': '{"row_count": 0}\n',
};

describe('reading the PBX', () => {
  test('an empty one', async () => {
    expect(await readPbxState(connection(nothing))).toEqual({
      state: { callers: [], legs: [], surveyed: [], registered: [], missed: [], isPractice: false },
      registrations: [],
      members: [],
      malformed: 0,
    });
  });

  test('a citizen who waits, as a real FreeSWITCH shows it', async () => {
    const { state } = await readPbxState(
      connection({
        'show channels': bodyOf('api show channels as json'),
        'conference json_list': bodyOf('api conference json_list'),
        'show registrations':
          '{"row_count":1,"rows":[{"reg_user":"1001","realm":"d","token":"sip-call-id"}]}',
        uuid_dump: bodyOf('api uuid_dump json'),
        'global_getvar hotline_practice': 'true',
      }),
    );
    expect(state).toMatchObject({
      callers: [
        {
          callId: 'a285b6ff-1fd8-40bc-9d94-c2959bd34d96',
          leg: 'a285b6ff-1fd8-40bc-9d94-c2959bd34d96',
          number: '13800000001',
          queue: 'default',
          skill: null,
          mode: 'bridge',
          enteredAt: 1_795_326_493_064,
          isInRoom: true,
        },
      ],
      registered: ['1001'],
      isPractice: true,
    });
  });

  test.each([
    ['ringing', 'ringing', null],
    ['early', 'ringing', null],
    ['answered', 'answered', 1_795_326_493_064],
    ['hangup', 'dialling', null],
  ] as const)('a seat’s leg, %s', async (answerState, state, answeredAt) => {
    const dump = {
      ...(JSON.parse(bodyOf('api uuid_dump json')) as Record<string, string>),
      'Answer-State': answerState,
      'Caller-Channel-Answered-Time': answeredAt === null ? '0' : '1795326493064950',
      'Unique-ID': 'leg',
      variable_hotline_role: 'seat',
      variable_hotline_seat: '1001',
    };
    const read = await readPbxState(
      connection({
        ...nothing,
        'show channels': '{"row_count":1,"rows":[{"uuid":"leg"}]}',
        uuid_dump: JSON.stringify(dump),
      }),
    );
    expect(read.state.legs).toMatchObject([{ leg: 'leg', seat: '1001', state, answeredAt }]);
    expect(read.state.callers).toEqual([]);
  });

  test('a channel that ends while it is read is not there; one without sense is counted', async () => {
    const rows = { ...nothing, 'show channels': '{"row_count":1,"rows":[{"uuid":"leg"}]}' };
    const gone = connection({ ...rows, uuid_dump: bodyOf('api uuid_dump missing') });
    expect(await readPbxState(gone)).toMatchObject({ state: { callers: [] }, malformed: 0 });
    const odd = connection({ ...rows, uuid_dump: '{"Unique-ID":' });
    expect(await readPbxState(odd)).toMatchObject({ state: { callers: [] }, malformed: 1 });
  });

  test('a PBX that does not answer in its own words is not taken for an empty one', async () => {
    const said = { ...nothing, 'show channels': '<html>' };
    await expect(readPbxState(connection(said))).rejects.toThrow(/JSON/);
    const { 'show channels': _, ...without } = nothing;
    await expect(readPbxState(connection(without))).rejects.toThrow(/no reply/);
  });
});

const line = (value: string) => `D/hotline_away_call-1/${value}\n`;

describe('calls that came and went without the bridge', () => {
  test('answered and not', () => {
    const text =
      line(
        '13800138000|default|1795326493064950|1795326498064950|1795326598064950|1001|NORMAL_CLEARING',
      ) +
      'D/hotline_alive/1795326490\n' +
      'D/hotline_away_call-2/anonymous|default|1795326493064950||1795326499064950||ORIGINATOR_CANCEL\n';
    expect(readMissed(text)).toEqual({
      malformed: 0,
      missed: [
        {
          callId: 'call-1',
          number: '13800138000',
          queue: 'default',
          enteredAt: 1_795_326_493_064,
          answeredAt: 1_795_326_498_064,
          endedAt: 1_795_326_598_064,
          seat: '1001',
          cause: 'NORMAL_CLEARING',
        },
        {
          callId: 'call-2',
          number: 'anonymous',
          queue: 'default',
          enteredAt: 1_795_326_493_064,
          answeredAt: null,
          endedAt: 1_795_326_499_064,
          seat: null,
          cause: 'ORIGINATOR_CANCEL',
        },
      ],
    });
  });

  test.each(['sofia/internal/gvdggste@10.0.0.1', '${hotline_seat}', ''])(
    '%j is no seat',
    (seat) => {
      const value = `1|default|1795326493064950|1795326498064950|1795326598064950|${seat}|X`;
      expect(readMissed(line(value)).missed[0]?.seat).toBeNull();
    },
  );

  test.each(['', 'a|b', '1|default|never||1795326598064950||X', '${hotline_number}|||||'])(
    'counted as malformed: %j',
    (value) => {
      expect(readMissed(line(value))).toEqual({ missed: [], malformed: 1 });
    },
  );
});
