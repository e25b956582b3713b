/** Files and environment → one checked configuration, or every mistake at once. */
import { basename, dirname, resolve, sep } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { HolidayYear } from '@hotline/domain/calendar';
import type { DirectoryEntry } from '@hotline/domain/directory';
import { err, ok, type Result } from '@hotline/domain/result';
import { recordingFolder } from './calling-schema.ts';
import { directoryOf } from './directory-of.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { readHolidays } from './holidays.ts';
import {
  checkCategories,
  checkIntake,
  checkPlaces,
  emptyIntake,
  intakeFile,
  placesFile,
  type IntakeFile,
  type PlacesFile,
} from './intake-schema.ts';
import { isLoopback } from './loopback.ts';
import { readPlace } from './place.ts';
import type { PlaceFile } from './place-schema.ts';
import type { ConfigProblem } from './problem.ts';
import { readList, readText, readYaml } from './read-yaml.ts';
import { checkReferences } from './references.ts';
import { allowedBy } from './rule.ts';
import {
  callersFile,
  categoriesFile,
  hotlineFile,
  type CallersFile,
  type CategoriesFile,
  type HotlineFile,
} from './schema.ts';

export type BridgeConfig = Omit<HotlineFile, 'directory'> & {
  readonly categories: CategoriesFile['categories'];
  readonly places: PlacesFile['places'];
  readonly intake: IntakeFile;
  readonly callers: CallersFile['callers'];
  /** 时限规则 of the place that `tickets.place` names. */
  readonly place: PlaceFile;
  /** The State Council's notices beside the configuration; imported ones are the bridge's. */
  readonly holidays: readonly HolidayYear[];
  /** Configured entries, skills and seats. */
  readonly directory: readonly DirectoryEntry[];
  /** Absolute. */
  readonly dataFolder: string;
  readonly webSeatFolder: string | null;
  /** Knowledge articles that are read at each start; null: none. */
  readonly knowledgeFolder: string | null;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  readonly eslPassword: string;
  readonly directorySecret: string;
  /** Signs what is pushed to `emergency.targets[].summaryUrl`; null where nothing is. */
  readonly summarySecret: string | null;
  readonly surveySecret: string | null;
  /** Address of the PostgreSQL that holds the tickets; null: the bridge's own database does. */
  readonly ticketDatabase: string | null;
  /** Signs what is sent to `tickets.webhooks`; null where nothing is. */
  readonly webhookSecret: string | null;
  /** Everybody's password in a practice run, else null. */
  readonly practicePassword: string | null;
  readonly logLevel: Environment['HOTLINE_BRIDGE_LOG_LEVEL'];
};

export type LoadOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
};

export function loadConfig({
  env,
  workingFolder,
}: LoadOptions): Result<BridgeConfig, ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  const keep = <T>(result: Result<T, ConfigProblem[]>): T | null => {
    if (result.ok) return result.value;
    problems.push(...result.error);
    return null;
  };

  const environment = keep(readEnvironment(env));
  const path = resolve(workingFolder, env['HOTLINE_CONFIG'] || 'config/hotline.yaml');
  const file = keep(readYaml(path, hotlineFile, checkReferences));
  // The other files are named by the first; where that is broken, the usual names still find their mistakes.
  const beside = (name: string) => resolve(dirname(path), name);
  const categories = keep(
    readList(
      beside(file?.categoriesFile ?? 'categories.csv'),
      'categories',
      categoriesFile,
      checkCategories,
    ),
  );
  const places = keep(
    readOptional(file?.placesFile, { places: [] }, (name) =>
      readList(beside(name), 'places', placesFile, checkPlaces),
    ),
  );
  const intake = keep(
    readOptional(file?.intakeFile, emptyIntake, (name) =>
      readYaml(beside(name), intakeFile, checkIntake),
    ),
  );
  const callers = keep(
    readYaml(beside(file?.callersFile ?? 'callers.yaml'), callersFile, () => []),
  );
  const place = file === null ? null : keep(readPlace(dirname(path), basename(path), file));
  const holidays = keep(readHolidays(beside(file?.holidaysFolder ?? 'holidays')));
  if (!environment || !file || !categories || !places || !intake || !callers) return err(problems);
  if (!place || !holidays) return err(problems);

  const hotline = override(file, environment, workingFolder);
  problems.push(
    ...recordingProblems(hotline, environment, basename(path)),
    ...summaryProblems(hotline, environment),
    ...webhookProblems(hotline, environment),
    ...surveyProblems(hotline, environment),
  );
  const practice = environment.HOTLINE_PRACTICE === '1';
  if (practice) problems.push(...practiceProblems(hotline, environment));
  const tls = hotline.bridge.tls ? keep(readTls(hotline.bridge.tls, beside)) : null;
  if (problems.length > 0) return err(problems);

  return ok({
    ...hotline,
    categories: categories.categories,
    places: places.places,
    intake,
    callers: callers.callers,
    place,
    holidays,
    directory: directoryOf(
      hotline.people,
      hotline.skills,
      hotline.directory,
      hotline.hotline.areaCode,
    ),
    dataFolder: resolve(workingFolder, environment.HOTLINE_DATA ?? hotline.bridge.dataFolder),
    webSeatFolder: environment.HOTLINE_WEB_SEAT
      ? resolve(workingFolder, environment.HOTLINE_WEB_SEAT)
      : null,
    knowledgeFolder: environment.HOTLINE_KNOWLEDGE
      ? resolve(workingFolder, environment.HOTLINE_KNOWLEDGE)
      : null,
    tls,
    eslPassword: environment.HOTLINE_ESL_PASSWORD,
    directorySecret: environment.HOTLINE_DIRECTORY_SECRET,
    summarySecret: environment.HOTLINE_SUMMARY_SECRET ?? null,
    surveySecret: environment.HOTLINE_SURVEY_SECRET ?? null,
    ticketDatabase: environment.HOTLINE_TICKET_DATABASE ?? null,
    webhookSecret: environment.HOTLINE_WEBHOOK_SECRET ?? null,
    practicePassword: practice ? (environment.HOTLINE_PRACTICE_PASSWORD ?? null) : null,
    logLevel: environment.HOTLINE_BRIDGE_LOG_LEVEL,
  });
}

/** A file that need not be named. */
function readOptional<T>(
  name: string | null | undefined,
  none: T,
  read: (name: string) => Result<T, ConfigProblem[]>,
): Result<T, ConfigProblem[]> {
  return name === null || name === undefined ? ok(none) : read(name);
}

/** For commands beside the bridge: it needs no secret and no other file. */
export function loadPeople({
  env,
  workingFolder,
}: LoadOptions): Result<
  Pick<
    BridgeConfig,
    'people' | 'office' | 'halls' | 'signIn' | 'dataFolder' | 'queues' | 'hotline' | 'figures'
  >,
  ConfigProblem[]
> {
  const path = resolve(workingFolder, env['HOTLINE_CONFIG'] || 'config/hotline.yaml');
  const file = readYaml(path, hotlineFile, checkReferences);
  if (!file.ok) return file;
  const { people, office, halls, signIn, bridge, queues, hotline, figures } = file.value;
  return ok({
    queues,
    hotline,
    figures,
    people,
    office,
    halls,
    signIn,
    dataFolder: resolve(workingFolder, env['HOTLINE_DATA'] || bridge.dataFolder),
  });
}

/** The part that knows the calendar: it needs no secret. */
export function loadCalendarFiles({
  env,
  workingFolder,
}: LoadOptions): Result<Pick<BridgeConfig, 'dataFolder' | 'holidays'>, ConfigProblem[]> {
  const path = resolve(workingFolder, env['HOTLINE_CONFIG'] || 'config/hotline.yaml');
  const file = readYaml(path, hotlineFile, checkReferences);
  if (!file.ok) return file;
  const { bridge, holidaysFolder } = file.value;
  const holidays = readHolidays(resolve(dirname(path), holidaysFolder));
  if (!holidays.ok) return holidays;
  return ok({
    holidays: holidays.value,
    dataFolder: resolve(workingFolder, env['HOTLINE_DATA'] || bridge.dataFolder),
  });
}

function override(file: HotlineFile, environment: Environment, workingFolder: string): HotlineFile {
  return {
    ...file,
    recording: {
      ...file.recording,
      // The PBX takes slashes on every system.
      folder: resolve(workingFolder, environment.HOTLINE_RECORDINGS ?? file.recording.folder)
        .split(sep)
        .join('/'),
    },
    pbx: {
      ...file.pbx,
      esl: {
        host: environment.HOTLINE_ESL_HOST ?? file.pbx.esl.host,
        port: environment.HOTLINE_ESL_PORT ?? file.pbx.esl.port,
      },
      domain: environment.HOTLINE_DOMAIN ?? file.pbx.domain,
      seatServer: environment.HOTLINE_SIP_SERVER ?? file.pbx.seatServer,
    },
    bridge: {
      ...file.bridge,
      listen: {
        host: environment.HOTLINE_LISTEN_HOST ?? file.bridge.listen.host,
        port: environment.HOTLINE_LISTEN_PORT ?? file.bridge.listen.port,
      },
      allowedOrigins: [...file.bridge.allowedOrigins, ...environment.HOTLINE_ALLOWED_ORIGINS],
    },
  };
}

function environmentProblem(path: string, zh: string, en: string): ConfigProblem {
  return { file: 'environment', line: null, column: null, path, zh, en };
}

/** Where the project stands in a folder with a space in its name, a relative path gets one too. */
function recordingProblems(
  { recording }: HotlineFile,
  { HOTLINE_RECORDINGS }: Environment,
  file: string,
): ConfigProblem[] {
  if (!recording.isOn) return [];
  const parsed = recordingFolder.safeParse(recording.folder);
  if (parsed.success) return [];
  const [issue] = parsed.error.issues;
  const allowed = (issue && allowedBy(issue)) ?? { zh: '更短的路径', en: 'a shorter path' };
  const isFromFile = HOTLINE_RECORDINGS === undefined;
  return [
    {
      ...environmentProblem(
        isFromFile ? 'recording.folder' : 'HOTLINE_RECORDINGS',
        `录音文件夹成了 ${recording.folder}，应为${allowed.zh}`,
        `the folder of recordings comes to ${recording.folder}, expected ${allowed.en}`,
      ),
      ...(isFromFile ? { file } : {}),
    },
  ];
}

/** A summary without a signature could be anybody's. */
function summaryProblems(
  { emergency }: HotlineFile,
  { HOTLINE_SUMMARY_SECRET }: Environment,
): ConfigProblem[] {
  const told = emergency.targets.find(({ summaryUrl }) => summaryUrl !== null);
  return told === undefined || HOTLINE_SUMMARY_SECRET !== undefined
    ? []
    : [
        environmentProblem(
          'HOTLINE_SUMMARY_SECRET',
          `${told.id} 设了 summaryUrl，工单摘要要用它签名；至少 16 个字符`,
          `${told.id} has a summaryUrl, and summaries are signed with it; at least 16 characters`,
        ),
      ];
}

function surveyProblems(
  { satisfaction }: HotlineFile,
  { HOTLINE_SURVEY_SECRET }: Environment,
): ConfigProblem[] {
  return satisfaction.link === null || HOTLINE_SURVEY_SECRET !== undefined
    ? []
    : [
        environmentProblem(
          'HOTLINE_SURVEY_SECRET',
          '设了 satisfaction.link，评价链接要用它签名；至少 16 个字符',
          'satisfaction.link is set, and links are signed with it; at least 16 characters',
        ),
      ];
}

function webhookProblems(
  { tickets }: HotlineFile,
  { HOTLINE_WEBHOOK_SECRET }: Environment,
): ConfigProblem[] {
  return tickets.webhooks.length + tickets.pull.length === 0 || HOTLINE_WEBHOOK_SECRET !== undefined
    ? []
    : [
        environmentProblem(
          'HOTLINE_WEBHOOK_SECRET',
          'tickets.webhooks 或 tickets.pull 里有平台，推送和拉取要用它签名；至少 16 个字符',
          'tickets.webhooks or tickets.pull has a platform, and what is sent and asked is signed with it; at least 16 characters',
        ),
      ];
}

/** One password for everybody is for one machine only. */
function practiceProblems(hotline: HotlineFile, environment: Environment): ConfigProblem[] {
  return [
    ...(environment.HOTLINE_PRACTICE_PASSWORD === undefined
      ? [
          environmentProblem(
            'HOTLINE_PRACTICE_PASSWORD',
            '练习运行（HOTLINE_PRACTICE=1）需要它',
            'needed in a practice run (HOTLINE_PRACTICE=1)',
          ),
        ]
      : []),
    ...(isLoopback(hotline.bridge.listen.host)
      ? []
      : [
          environmentProblem(
            'HOTLINE_PRACTICE',
            `练习运行只能监听本机地址，现在是 ${hotline.bridge.listen.host}`,
            `a practice run listens on this machine only; the address is ${hotline.bridge.listen.host}`,
          ),
        ]),
  ];
}

function readTls(
  tls: NonNullable<HotlineFile['bridge']['tls']>,
  beside: (name: string) => string,
): Result<{ certificate: string; key: string }, ConfigProblem[]> {
  const certificate = readText(beside(tls.certificate), tls.certificate);
  const key = readText(beside(tls.key), tls.key);
  if (!certificate.ok || !key.ok) {
    return err([certificate, key].flatMap((read) => (read.ok ? [] : read.error)));
  }
  try {
    createSecureContext({ cert: certificate.value, key: key.value });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return err([
      {
        file: tls.certificate,
        line: null,
        column: null,
        path: 'bridge.tls',
        zh: `证书与密钥不能用或不相配：${words}`,
        en: `certificate and key cannot be used, or do not belong together: ${words}`,
      },
    ]);
  }
  return ok({ certificate: certificate.value, key: key.value });
}
