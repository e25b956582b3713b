import { setTimeout as delay } from 'node:timers/promises';
import { startPracticePbx } from '../app.ts';
import { placeCall, tone, type Citizen } from '../citizen/index.ts';
import type { PracticePbxOptions } from '../options.ts';
import { startDirectory, type TestDirectory } from './directory-server.ts';
import { EslClient } from './esl-client.ts';
import { startRealPbx } from './real-pbx.ts';
import { TestSeat } from './test-seat.ts';

type Event = Readonly<Record<string, string>>;

const SECRETS = { eslPassword: 'secret', directorySecret: 'shared' };

/** What the tests need of a PBX, this one or a real FreeSWITCH. */
interface TestPbx {
  readonly ports: { readonly ws: number; readonly trunk: number; readonly esl: number };
  stop(): Promise<void>;
}

/** HOTLINE_PBX=freeswitch runs the same tests on a real one; see tests/contract. */
export const onFreeSwitch = process.env['HOTLINE_PBX'] === 'freeswitch';

/** A PBX with seats, citizens and an event socket for one test file; everything of one test is gone after `reset`. */
export class TestHotline {
  readonly pbx: TestPbx;
  readonly directory: TestDirectory;
  /** Hz of the first note of its music. */
  readonly music = onFreeSwitch ? 392 : 480;
  esl: EslClient;
  readonly #seats: TestSeat[] = [];
  readonly #citizens: Citizen[] = [];

  private constructor(pbx: TestPbx, directory: TestDirectory, esl: EslClient) {
    this.pbx = pbx;
    this.directory = directory;
    this.esl = esl;
  }

  static async start(options: Partial<PracticePbxOptions> = {}): Promise<TestHotline> {
    const directory = await startDirectory('127.0.0.1', {
      '1001': 'pw1001',
      '1002': 'pw1002',
      '1003': 'pw1003',
    });
    const given = { ...SECRETS, directoryUrl: directory.url, ...options };
    const pbx = onFreeSwitch
      ? await startRealPbx(given)
      : await startPracticePbx({ wsPort: 0, trunkPort: 0, eslPort: 0, ...given });
    const esl = await EslClient.ready(pbx.ports.esl, SECRETS.eslPassword);
    return new TestHotline(pbx, directory, esl);
  }

  /** A connection that has not registered, and says it is that seat. */
  async stranger(user: string): Promise<TestSeat> {
    const seat = await TestSeat.connect(`ws://127.0.0.1:${this.pbx.ports.ws}`, user, `pw${user}`);
    this.#seats.push(seat);
    return seat;
  }

  async seat(user: string): Promise<TestSeat> {
    const seat = await this.stranger(user);
    const { status } = await seat.register();
    if (status !== 200) throw new Error(`seat ${user} was not registered: ${status}`);
    return seat;
  }

  citizen(
    options: { hz?: number; from?: string; headers?: Record<string, string>; to?: string } = {},
  ): Citizen {
    const citizen = placeCall({
      to: `sip:${options.to ?? '12345'}@127.0.0.1:${this.pbx.ports.trunk}`,
      from: options.from ?? '13800138000',
      headers: options.headers ?? {},
      ...(options.hz === undefined ? {} : { audio: tone(options.hz) }),
    });
    this.#citizens.push(citizen);
    return citizen;
  }

  /** A citizen waiting in its room: its uuid and member id. */
  async waiting(options: { hz?: number; headers?: Record<string, string> } = {}): Promise<{
    citizen: Citizen;
    uuid: string;
    member: string;
  }> {
    await this.esl.api('expand hash insert/hotline/alive/${strepoch()}');
    const citizen = this.citizen(options);
    const joined = await this.esl.event(
      (event) => event['Action'] === 'add-member' && event['Caller-Destination-Number'] === '12345',
    );
    await citizen.answered;
    return { citizen, uuid: joined['Unique-ID'] ?? '', member: joined['Member-ID'] ?? '' };
  }

  /** Offers a call to a seat, as the bridge does; resolves with the job's result. */
  offer(uuid: string, user: string, variables = '', flags = ''): Promise<string> {
    return this.esl.job(
      `originate {hotline_call_id=${uuid},hotline_role=seat,hotline_seat=${user},ignore_early_media=true,origination_caller_id_number=13800138000,origination_caller_id_name=13800138000,sip_cid_type=pid,sip_h_X-Hotline-Call=${uuid}${variables}}user/${user}@127.0.0.1 &conference(room-${uuid}@hotline${flags})`,
    );
  }

  /** From now on the bridge counts as away, knows no passwords, and these seats are rung. */
  async bridgeGoesAway(...seats: string[]): Promise<void> {
    this.directory.away = true;
    const legs = seats.map((seat) => `[hotline_seat=${seat}]sofia/internal/${seat}%127.0.0.1`);
    await this.esl.api('hash insert/hotline/alive/1');
    await this.esl.api(`hash insert/hotline/seats/${legs.join(',')}`);
  }

  joined(uuid: string): Promise<Event> {
    return this.esl.event(
      (event) => event['Action'] === 'add-member' && event['Unique-ID'] === uuid,
    );
  }

  hungUp(uuid: string, withinMs?: number): Promise<Event> {
    return this.esl.event(
      (event) => event['Event-Name'] === 'CHANNEL_HANGUP_COMPLETE' && event['Unique-ID'] === uuid,
      withinMs,
    );
  }

  /** Between two tests: everybody hangs up, and the event socket starts anew. */
  async reset(): Promise<void> {
    for (const citizen of this.#citizens.splice(0)) citizen.hangUp();
    for (const seat of this.#seats.splice(0)) await seat.close();
    this.directory.away = false;
    await this.esl.api('hash delete/hotline/alive');
    await this.esl.api('hash delete/hotline/seats');
    // Again and again: a leg that is killed while it rings may have a next route.
    for (let legs = await this.#legs(); legs.length > 0; legs = await this.#legs()) {
      for (const uuid of legs) await this.esl.api(`uuid_kill ${uuid}`);
      await delay(50);
    }
    this.esl.close();
    this.esl = await EslClient.ready(this.pbx.ports.esl, SECRETS.eslPassword);
  }

  async #legs(): Promise<string[]> {
    const answer = JSON.parse(await this.esl.api('show channels as json')) as {
      rows?: { uuid: string }[];
    };
    return (answer.rows ?? []).map(({ uuid }) => uuid);
  }

  async stop(): Promise<void> {
    this.esl.close();
    await this.pbx.stop();
    await this.directory.stop();
  }
}

export const uuidOf = (job: string): string => /^\+OK (\S+)/.exec(job)?.[1] ?? '';
