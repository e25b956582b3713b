import { startPracticePbx, type PracticePbx } from '../app.ts';
import { placeCall, tone, type Citizen } from '../citizen/index.ts';
import type { PracticePbxOptions } from '../options.ts';
import { startDirectory, type TestDirectory } from './directory-server.ts';
import { EslClient } from './esl-client.ts';
import { TestSeat } from './test-seat.ts';

type Event = Readonly<Record<string, string>>;

/** A PBX with seats, citizens and an event socket for one test file; everything of one test is gone after `reset`. */
export class TestHotline {
  readonly pbx: PracticePbx;
  readonly directory: TestDirectory;
  esl: EslClient;
  readonly #seats: TestSeat[] = [];
  readonly #citizens: Citizen[] = [];

  private constructor(pbx: PracticePbx, directory: TestDirectory, esl: EslClient) {
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
    const pbx = await startPracticePbx({
      wsPort: 0,
      trunkPort: 0,
      eslPort: 0,
      eslPassword: 'secret',
      directoryUrl: directory.url,
      directorySecret: 'shared',
      ...options,
    });
    return new TestHotline(pbx, directory, await EslClient.ready(pbx.ports.esl, 'secret'));
  }

  async seat(user: string): Promise<TestSeat> {
    const seat = await TestSeat.connect(`ws://127.0.0.1:${this.pbx.ports.ws}`, user, `pw${user}`);
    this.#seats.push(seat);
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
    for (const row of JSON.parse(await this.esl.api('show channels as json')).rows ?? []) {
      await this.esl.api(`uuid_kill ${(row as { uuid: string }).uuid}`);
      await this.hungUp((row as { uuid: string }).uuid);
    }
    this.esl.close();
    this.esl = await EslClient.ready(this.pbx.ports.esl, 'secret');
  }

  async stop(): Promise<void> {
    this.esl.close();
    await this.pbx.stop();
    await this.directory.stop();
  }
}

export const uuidOf = (job: string): string => /^\+OK (\S+)/.exec(job)?.[1] ?? '';
