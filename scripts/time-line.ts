/** Each call's time-line in the terminal, read from the bridge's ledger as it grows. */
import path from 'node:path';
import { ledgerFact, type LedgerFact } from '@hotline/domain/ledger';
import { maskNumber, parseNumber } from '@hotline/domain/phone-number';
import { assertNever } from '@hotline/domain/result';
import Database from 'better-sqlite3';

const LOOK_EVERY_MS = 250;

/** By this machine's clock, to the millisecond. */
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

type Row = { readonly seq: number; readonly at: number; readonly fact: string };

/** One line a fact: `06:12:03.120  139****1001  来电 arrived`. Facts that are nobody's call are left out. */
function describeFact(fact: LedgerFact): string | null {
  switch (fact.kind) {
    case 'call-arrived':
      return `来电 arrived${fact.skills.length > 0 ? ` (${fact.skills.join(', ')})` : ''}${fact.mode === 'fallback' ? ' while the bridge was away' : ''}`;
    case 'call-queued':
      return `排队 waiting in ${fact.queueId}`;
    case 'call-offered':
      return `弹屏 offered to ${fact.seatId}`;
    case 'call-ringing':
      return `振铃 ringing at ${fact.seatId}`;
    case 'offer-failed':
      return `未接 not taken by ${fact.seatId}: ${fact.why}`;
    case 'call-answered':
      return `接听 answered by ${fact.seatId} after ${(fact.waitMs / 1000).toFixed(1)} s`;
    case 'call-requeued':
      return `回队 back in the queue: ${fact.why}`;
    case 'call-abandoned':
      return `放弃 gave up after ${(fact.waitMs / 1000).toFixed(1)} s`;
    case 'call-ended':
      return `结束 ended by ${fact.by}, talked ${(fact.talkMs / 1000).toFixed(1)} s`;
    case 'wrap-overdue':
      return `整理超时 wrap-up of ${fact.seatId} runs over: its draft is open`;
    case 'wrap-finished':
      return `整理完 wrapped up by ${fact.leader ?? fact.seatId} in ${(fact.wrapMs / 1000).toFixed(1)} s, draft ${fact.draft ?? 'unknown'}`;
    case 'ticket-filed':
      return `工单 ticket ${fact.ticketNo}`;
    case 'call-recovered':
      return `恢复 recovered: ${fact.state}`;
    case 'call-dialled':
      return `外呼 dialled by ${fact.seatId}`;
    case 'call-connected':
      return `接通 answered after ${(fact.waitMs / 1000).toFixed(1)} s`;
    case 'party-invited':
      return `邀请 ${fact.purpose}: ${fact.target} is called by ${fact.seatId}`;
    case 'party-joined':
      return '加入 joined';
    case 'party-gone':
      return `退出 gone: ${fact.why}`;
    case 'caller-held':
      return '保持 on hold';
    case 'caller-retrieved':
      return '取回 retrieved';
    case 'call-transferred':
      return `转接 transferred to ${fact.to} (${fact.how})`;
    case 'call-handed-over':
      return `转出 handed over to ${fact.to} (${fact.how})`;
    case 'call-parked':
      return `挂起 parked under ${fact.slot}`;
    case 'call-unparked':
      return `取走 no longer parked: ${fact.why}`;
    case 'call-sent-to-queue':
      return `转队列 sent to the queue of ${fact.skills.join(', ')}`;
    case 'leader-mode':
      return `班长 ${fact.seatId}: ${fact.mode}`;
    case 'call-forced-end':
      return `强拆 ended by ${fact.seatId}`;
    case 'emergency-step':
      return `应急 ${fact.targetId} ${fact.step}${fact.detail === null ? '' : `: ${fact.detail}`}`;
    case 'caller-dropped':
      return `掉线 the citizen's line dropped: ${fact.cause}`;
    case 'caller-back':
      return '回来 the citizen is back';
    case 'leg-rebuilt':
      return `重建 the leg of ${fact.seatId} was rebuilt`;
    case 'seat-directed':
      return `班长 ${fact.leader} sets ${fact.seatId} ${fact.to}`;
    case 'hand-raised':
      return `举手 ${fact.seatId} asks for the leader`;
    case 'hand-lowered':
      return `放手 ${fact.leader ?? fact.seatId} takes the hand of ${fact.seatId} down`;
    case 'call-back-claimed':
      return `${fact.isClaimed ? '认领 claimed' : '放开 released'} by ${fact.seatId}`;
    case 'call-back-closed':
      return `不再回拨 closed by ${fact.seatId}: ${fact.reason}`;
    case 'recording-step':
      return `录音 ${fact.step}`;
    case 'survey-asked':
      return '评价 asked for their satisfaction';
    case 'survey-ended':
      return `评价 ${fact.outcome}${fact.score === null ? '' : ` ${fact.score}`}`;
    case 'survey-link':
      return `评价短信 the link to it by short message: ${fact.step}`;
    case 'survey-answered':
      return `短信评价 answered by link: ${fact.score}`;
    case 'note-sent':
    case 'note-read':
    case 'alarm-raised':
    case 'alarm-cleared':
    case 'alarm-acknowledged':
    case 'recording-heard':
    case 'recording-played':
    case 'report-exported':
    case 'emergency-self-test':
    case 'bridge-started':
    case 'wrap-started':
    case 'seat-signed-in':
    case 'seat-signed-out':
    case 'seat-activity':
    case 'seat-device':
    case 'number-revealed':
    case 'complainant-revealed':
      return null;
    default:
      return assertNever(fact);
  }
}

/** Follows the ledger of a bridge that is up on this data folder, from now on. Returns the function that stops it. */
export function followTimeLine(dataFolder: string, print: (line: string) => void): () => void {
  const numbers = new Map<string, string>();
  const store = new Database(path.join(dataFolder, 'bridge.sqlite'), { readonly: true });
  let seen =
    store.prepare<[], { seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM call_event').get()
      ?.seq ?? 0;
  const look = (): void => {
    const rows = store
      .prepare<[number], Row>('SELECT seq, at, fact FROM call_event WHERE seq > ? ORDER BY seq')
      .all(seen);
    for (const row of rows) {
      seen = row.seq;
      const fact = ledgerFact.parse(JSON.parse(row.fact));
      const words = describeFact(fact);
      if (words === null || !('callId' in fact) || fact.callId === null) continue;
      if (fact.kind === 'call-arrived' || fact.kind === 'call-dialled')
        numbers.set(fact.callId, maskNumber(parseNumber(fact.number, '')));
      const time = clock.format(row.at);
      print(
        `${time}  ${(numbers.get(fact.callId) ?? fact.callId.slice(0, 8)).padEnd(14)}  ${words}`,
      );
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    store.close();
  };
}
