import { mayWrite } from '@hotline/domain/knowledge';
import type { CallView, LegView, Operation } from '@hotline/domain/protocol';
import {
  FloatingKey,
  HandKey,
  isStanding,
  LeaderDeskKey,
  OfficeKey,
  RecordingsKey,
  ReportKey,
  RoomStrip,
  SavedState,
  TicketKey,
  type RoomKey,
  type SavedStateProps,
} from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDesk, useDeskState, useDrafts } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { runAction } from '../keys/run-action.ts';
import { invited } from '../phone/call-controls.ts';
import { callShown } from '../phone/softphone-view.ts';
import { needsPerson, type DraftItem } from '../store/drafts.ts';
import { useMay } from './use-may.ts';

export function FootRegion(): ReactNode {
  const desk = useDesk();
  const may = useMay();
  const call = useDeskState(callShown);
  const ownSeat = useDeskState(({ link }) => link.data?.seat.seatId ?? '');
  const muted = useDeskState(({ phone }) => phone.call.kind === 'in-call' && phone.call.muted);
  const offline = useDeskState(({ link }) => link.phase.kind !== 'live');
  const offset = useDeskState(({ link }) => link.clockOffsetMs);
  const panelOpen = useDeskState(({ aside }) => aside === 'transfer');
  const writes = useDeskState(({ link }) => link.data !== null && mayWrite(link.data.seat.role));
  const leads = useDeskState(({ link }) => link.data?.seat.role === 'leader');
  const atReports = useDeskState(({ screen }) => screen === 'reports');
  const atTickets = useDeskState(({ screen }) => screen === 'tickets');
  const atLeaderDesk = useDeskState(({ screen }) => screen === 'leader');
  const standing = useDeskState(
    ({ link }) => link.data?.alarms.filter((alarm) => isStanding(alarm)).length ?? 0,
  );
  const handSince = useDeskState(({ link }) => link.data?.seat.hand?.since ?? null);
  const atRecordings = useDeskState(({ screen }) => screen === 'recordings');
  const items = useDrafts((state) => state.items);
  const active = useDrafts((state) => state.active);
  const all = Object.values(items);
  const canRemove = (leg: LegView) =>
    leg.role !== 'caller' &&
    leg.role !== 'seat' &&
    leg.label !== ownSeat &&
    may(leg.state === 'in-room' ? 'drop' : 'cancel');
  return (
    <RoomStrip
      legs={call?.legs ?? none}
      ownSeat={ownSeat}
      muted={muted}
      // Over, nothing is recorded any more.
      recording={call === null || call.state === 'wrapping' ? null : call.recording}
      // The open panel has the same keys, each with its sentence.
      keys={panelOpen && invited(call) !== null ? noKeys : roomKeys(call, may)}
      keyText={keyTexts}
      canRemove={canRemove}
      onKey={(key) => runAction(desk, key)}
      onRemove={desk.cancelOrDrop}
      onInvite={may('invite') ? (id) => desk.inviteToRoom({ kind: 'entry', id }) : null}
    >
      <TicketKey
        keyText={keyTexts.tickets}
        isShown={atTickets}
        onPress={() => runAction(desk, 'tickets')}
      />
      {leads ? (
        <LeaderDeskKey
          keyText={keyTexts.leaderDesk}
          isShown={atLeaderDesk}
          standing={standing}
          onPress={() => runAction(desk, 'leaderDesk')}
        />
      ) : (
        <HandKey
          keyText={keyTexts.raiseHand}
          since={handSince}
          disabled={offline}
          onPress={() => runAction(desk, 'raiseHand')}
        />
      )}
      <RecordingsKey
        keyText={keyTexts.recordings}
        isShown={atRecordings}
        leads={leads}
        onPress={() => runAction(desk, 'recordings')}
      />
      {leads && (
        <ReportKey
          keyText={keyTexts.reports}
          isShown={atReports}
          onPress={() => runAction(desk, 'reports')}
        />
      )}
      {desk.toggleFloatingBar !== null && (
        <FloatingKey
          keyText={keyTexts.floatingBar}
          onPress={() => runAction(desk, 'floatingBar')}
        />
      )}
      {writes && (
        <OfficeKey
          keyText={keyTexts.knowledgeOffice}
          onPress={() => runAction(desk, 'knowledgeOffice')}
        />
      )}
      <SavedState
        draft={savedState(all, active === null ? undefined : items[active], offset)}
        offline={offline}
        toFile={all.filter((item) => item.status.kind === 'to-file').length}
        needsYou={all.filter(needsPerson).length}
      />
    </RoomStrip>
  );
}

const none: never[] = [];
const noKeys: readonly RoomKey[] = [];

/** The keys that act now: on whoever was brought in, else on the recording. */
function roomKeys(
  call: CallView | null,
  may: (operation: Operation) => boolean,
): readonly RoomKey[] {
  const leg = invited(call);
  if (leg !== null) {
    const inRoom = leg.state === 'in-room';
    return [
      ...(inRoom && may('complete') ? (['complete'] as const) : []),
      ...(inRoom && may('merge') ? (['merge'] as const) : []),
      ...(may(inRoom ? 'drop' : 'cancel') ? (['takeBack'] as const) : []),
      ...(inRoom && may('swap') ? (['swap'] as const) : []),
    ];
  }
  return may('pause-recording') ? ['pauseRecording'] : [];
}

/** A failure of any draft is told; else the draft in front speaks. */
function savedState(
  all: readonly DraftItem[],
  active: DraftItem | undefined,
  offset: number,
): SavedStateProps['draft'] {
  const failed = all.find((item) => item.save === 'failed');
  if (failed !== undefined) return { kind: 'failed', fault: failed.fault ?? 'disk' };
  if (active === undefined || !active.touched) return { kind: 'none' };
  if (active.savedAt === null) return { kind: 'saving' };
  return { kind: 'saved', at: active.savedAt + offset };
}
