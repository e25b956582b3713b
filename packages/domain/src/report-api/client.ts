import { ticketPage, type TicketPage } from '../ticket-api/index.ts';
import { err, ok, type Result } from '../result/index.ts';
import { reportFiles, type ReportFiles } from './file-shapes.ts';
import { hotSpots, type HotSpots, type HotSpotsQuery } from './spot-shapes.ts';
import {
  callsPage,
  figuresReport,
  lastCheck,
  reportRefused,
  ticketFiguresReport,
  wholeCall,
  type CallsPage,
  type CallsQuery,
  type ExportQuery,
  type FiguresCheck,
  type FiguresExportQuery,
  type FiguresQuery,
  type FiguresReport,
  type ReportRefusal,
  type TicketFiguresExportQuery,
  type TicketFiguresQuery,
  type TicketFiguresReport,
  type TicketListQuery,
  type WholeCall,
} from './shapes.ts';

/** The part of `fetch` that is used; the domain has no network of its own. */
type Fetch = (
  address: string,
  request: { headers: Record<string, string> },
) => Promise<{ readonly status: number; json(): Promise<unknown> }>;

export type ReportFailure =
  | { readonly code: 'refused'; readonly why: ReportRefusal | 'too-many' | 'unknown' }
  /** Nothing answered, or something that is not the bridge. */
  | { readonly code: 'unreachable' };

/** Which tickets, without the page. */
export type TicketsAsked = Omit<TicketListQuery, 'limit' | 'after'>;

type Answer<T> = Promise<Result<T, ReportFailure>>;

export type ReportClient = {
  figures(query: FiguresQuery): Answer<FiguresReport>;
  tickets(query: TicketFiguresQuery): Answer<TicketFiguresReport>;
  /** The tickets behind a figure of it. */
  ticketList(
    query: TicketsAsked & { readonly limit: number; readonly after?: string },
  ): Answer<TicketPage>;
  calls(query: CallsQuery): Answer<CallsPage>;
  call(callId: string): Answer<WholeCall>;
  /** The three ways to count, as they were held against each other last night; null: not yet. */
  check(): Answer<FiguresCheck | null>;
  /** 热点 */
  hotSpots(query: HotSpotsQuery): Answer<HotSpots>;
  /** 定期报表 */
  files(): Answer<ReportFiles>;
  fileAddress(name: string): string;
  /** Where a file is fetched from, with the same log-in. */
  exportAddress(
    what:
      | { readonly of: 'calls'; readonly query: ExportQuery }
      | { readonly of: 'figures'; readonly query: FiguresExportQuery }
      | { readonly of: 'tickets'; readonly query: TicketFiguresExportQuery },
  ): string;
};

type Shape<T> = { parse(value: unknown): T };

/** Of a list its parts, with commas. */
const askedFor = (
  query: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string =>
  Object.entries(query)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
    )
    .join('&');

/** `/api/v1/reports` of the bridge at `origin`, for whoever `token` belongs to. Never rejects. */
export function createReportClient(fetch: Fetch, origin: string, token: string): ReportClient {
  const at = (path: string): string => `${origin}/api/v1/reports/${path}`;
  async function ask<T>(path: string, shape: Shape<T>): Answer<T> {
    try {
      const answer = await fetch(at(path), { headers: { authorization: `Bearer ${token}` } });
      if (answer.status === 429) return err({ code: 'refused', why: 'too-many' });
      const value = await answer.json();
      if (answer.status === 200) return ok(shape.parse(value));
      const refused = reportRefused.safeParse(value);
      return err({ code: 'refused', why: refused.success ? refused.data.code : 'unknown' });
    } catch {
      return err({ code: 'unreachable' });
    }
  }
  const exports = { calls: 'calls/export', figures: 'figures/export', tickets: 'tickets/export' };
  return {
    figures: (query) => ask(`figures?${askedFor(query)}`, figuresReport),
    tickets: (query) => ask(`tickets?${askedFor(query)}`, ticketFiguresReport),
    ticketList: (query) => ask(`tickets/list?${askedFor(query)}`, ticketPage),
    calls: (query) => ask(`calls?${askedFor(query)}`, callsPage),
    call: (callId) => ask(`calls/${encodeURIComponent(callId)}`, wholeCall),
    async check() {
      const answer = await ask('check', lastCheck);
      return answer.ok ? ok(answer.value.check) : answer;
    },
    hotSpots: (query) => ask(`hot-spots?${askedFor(query)}`, hotSpots),
    files: () => ask('files', reportFiles),
    fileAddress: (name) => at(`files/${encodeURIComponent(name)}`),
    exportAddress: ({ of, query }) => at(`${exports[of]}?${askedFor(query)}`),
  };
}
