import { pino, type Logger } from 'pino';
import { Channels } from './channels/channels.ts';
import { HashTable, type PbxCore } from './core.ts';
import type { Citizen } from './citizen/place-call.ts';
import { playCitizen } from './citizen/play-citizen.ts';
import type { ScriptedCitizen } from './citizen/script.ts';
import { startCitizens } from './citizen/stream.ts';
import { onCitizenInvite } from './dialplan/citizen-call.ts';
import { onSeatInvite } from './dialplan/seat-call.ts';
import { startPracticeDesks } from './desks/practice-desks.ts';
import { httpDirectory } from './directory/directory.ts';
import { cachedDirectory } from './directory/user-cache.ts';
import { EventBus } from './esl/event-bus.ts';
import { openEslServer } from './esl/server.ts';
import { loadSound } from './media/sound-files.ts';
import { twoNoteLoop } from './media/tone.ts';
import { OddInput } from './odd-input.ts';
import { PracticePbxOptions } from './options.ts';
import { MusicLoop } from './rooms/playback.ts';
import { Rooms } from './rooms/rooms.ts';
import { fireRegistered, fireUnregistered } from './seat-events.ts';
import { SipEndpoint } from './sip/endpoint.ts';
import type { SipLink } from './sip/link.ts';
import { Registrar } from './sip/registrar.ts';
import { openUdp } from './sip/udp.ts';
import { openWebSocket } from './sip/websocket.ts';

export interface PracticePbx {
  readonly ports: {
    readonly ws: number;
    readonly wss: number | undefined;
    readonly trunk: number;
    readonly esl: number;
  };
  /** What peers sent that made no sense, counted by kind. */
  oddInput(): Readonly<Record<string, number>>;
  /** Lets one scripted citizen call this PBX. */
  startCitizen(person: ScriptedCitizen, options?: { from?: string; skill?: string }): Citizen;
  /** Ends every call and frees every port; the process can end by itself afterwards. */
  stop(): Promise<void>;
}

const USER_AGENT = 'hotline practice PBX';

/**
 * Starts the practice PBX. Rejects with a ZodError for options that are none, and with the system's error when a port
 * is taken; nothing is left open then.
 */
export async function startPracticePbx(
  given: PracticePbxOptions & { logger?: Logger },
): Promise<PracticePbx> {
  const { logger, ...raw } = given;
  const options = PracticePbxOptions.parse(raw);
  const log = logger ?? pino({ level: 'warn' });
  const odd = new OddInput(log);
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    const bus = new EventBus();
    const music = new MusicLoop(await loadMusic(options.moh, log));
    const directory = cachedDirectory(
      httpDirectory({
        url: options.directoryUrl,
        secret: options.directorySecret,
        timeoutMs: options.directoryTimeoutMs,
        onTrouble: (problem) => log.warn({ problem }, 'the directory does not answer'),
      }),
      Date.now,
    );
    const registrar = new Registrar({
      realm: options.domain,
      directory,
      nonceTtlMs: options.nonceTtlMs,
      forcedExpirySeconds: 3600,
      onRegistered: (registration) => fireRegistered(bus, options.domain, registration),
      onUnregistered: (registration, why) =>
        fireUnregistered(bus, options.domain, registration, why),
    });

    const onOdd = (what: string, link?: SipLink): void =>
      odd.count(what, { from: link?.remoteAddress });
    const seatEndpoint = new SipEndpoint({
      userAgent: USER_AGENT,
      contactUser: 'mod_sofia',
      // Whoever looks at a seat's traffic sees that nothing of it is real.
      extraHeaders: { 'x-hotline-practice': 'true' },
      onInvite: (call, request, link) => onSeatInvite(core, call, request, link),
      onRegister: (transaction) => {
        registrar.onRegister(transaction).catch((cause: unknown) => {
          log.error({ cause }, 'a registration failed');
          transaction.respond(500);
        });
      },
      onOdd,
    });
    const trunkEndpoint = new SipEndpoint({
      userAgent: USER_AGENT,
      contactUser: 'mod_sofia',
      extraHeaders: { 'x-hotline-practice': 'true' },
      onInvite: (call, request, link) =>
        onCitizenInvite(
          core,
          { fromAnywhere: !options.host.startsWith('127.'), recordings: options.recordings },
          call,
          request,
          link,
        ),
      onOdd,
    });
    closers.push(() => {
      seatEndpoint.close();
      trunkEndpoint.close();
      registrar.close();
    });

    const trunk = await openUdp(options.host, options.trunkPort, (link, data) =>
      trunkEndpoint.receive(link, data),
    );
    closers.push(() => trunk.close());
    const webSocket = {
      host: options.host,
      receive: (link: SipLink, data: Buffer) => seatEndpoint.receive(link, data),
      onClosed: (link: SipLink) => {
        registrar.linkClosed(link);
        seatEndpoint.linkClosed(link);
      },
      onOdd,
    };
    const ws = await openWebSocket({ ...webSocket, port: options.wsPort });
    closers.push(() => ws.close());
    const wss = options.wss
      ? await openWebSocket({ ...webSocket, port: options.wss.port, tls: options.wss })
      : undefined;
    if (wss) closers.push(() => wss.close());

    // Without gateways of its own a practice has practice desks behind them.
    let { gateways } = options;
    if (!gateways) {
      const desks = await startPracticeDesks(options.host);
      closers.push(() => desks.stop());
      gateways = {
        carrier: `${options.host}:${desks.ports.carrier}`,
        'carrier-second': `${options.host}:${desks.ports['carrier-second']}`,
      };
    }
    const channels = new Channels();
    const core: PbxCore = {
      bus,
      channels,
      rooms: new Rooms(bus, options.domain, music),
      music,
      prompts: options.prompts,
      emergencyRoutes: options.emergencyRoutes,
      hash: new HashTable(),
      globals: new Map([
        ['hotline_practice', 'true'],
        ['hotline_domain', options.domain],
        ['domain', options.domain],
        ['domain_name', options.domain],
        ['hotline_recordings', options.recordings ?? ''],
      ]),
      seats: {
        endpoint: seatEndpoint,
        registrar,
        directory,
        host: options.host,
        wsPort: ws.port,
        wssPort: wss?.port,
      },
      trunk: {
        endpoint: trunkEndpoint,
        host: options.host,
        port: trunk.port,
        gateways,
        linkTo: (address, port) => trunk.linkTo(address, port),
      },
      log,
      domain: options.domain,
      startedAt: Date.now(),
      mediaHost: options.host,
      seatMediaTimeoutMs: options.seatMediaTimeoutMs,
      trunkMediaTimeoutMs: options.trunkMediaTimeoutMs,
    };
    closers.push(() => channels.close());
    const esl = await openEslServer(core, odd, {
      host: options.host,
      port: options.eslPort,
      password: options.eslPassword,
    });
    closers.push(() => esl.close());

    const ports = { ws: ws.port, wss: wss?.port, trunk: trunk.port, esl: esl.port };
    const hotline = `sip:12345@${options.host}:${trunk.port}`;
    if (options.citizens) {
      const stream = startCitizens({ to: hotline, ...options.citizens });
      closers.push(() => stream.stop());
    }
    log.info({ host: options.host, ...ports }, '练习 / PRACTICE PBX — no real calls');
    return {
      ports,
      oddInput: () => odd.counts(),
      startCitizen: (person, from = {}) => playCitizen(person, hotline, from),
      stop: closeAll,
    };
  } catch (cause) {
    await closeAll();
    throw cause;
  }
}

async function loadMusic(path: string | undefined, log: Logger): Promise<Int16Array> {
  if (path === undefined) return twoNoteLoop();
  try {
    return await loadSound(path);
  } catch (cause) {
    log.warn({ path, cause }, 'no music there, two notes in turn instead');
    return twoNoteLoop();
  }
}
