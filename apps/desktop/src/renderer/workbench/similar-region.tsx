import { SimilarStrip } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import type { DraftItem } from '../store/drafts.ts';

/** Tickets like the open draft in front. */
export function SimilarRegion({ item }: { readonly item: DraftItem }): ReactNode {
  const desk = useDesk();
  const similar = useStore(desk.similar.state);
  const { draftId, related } = item.draft;
  if (item.status.kind !== 'open') return null;
  const isOfThis = similar.draftId === draftId;
  return (
    <SimilarStrip
      hits={(isOfThis ? similar.hits : []).map(({ ticket, place, excerpt, reasons, actions }) => ({
        ticketNo: ticket.ticketNo,
        title: ticket.title,
        place,
        excerpt,
        filedAt: ticket.filedAt,
        reasons,
        mayLink: actions.includes('link'),
        mayJoin: actions.includes('join'),
        mayUrge: actions.includes('urge'),
        isLinked: related.includes(ticket.ticketNo),
      }))}
      state={isOfThis ? similar.state : 'idle'}
      chosen={similar.chosen}
      joining={similar.joining?.draftId === draftId ? similar.joining : null}
      refused={isOfThis && similar.refused}
      keyText={{
        link: keyTexts.similarLink,
        join: keyTexts.similarJoin,
        urge: keyTexts.similarUrge,
        turn: `${keyTexts.similarBack} ${keyTexts.similarNext}`,
      }}
      onTurn={(by) => desk.similar.turn(by)}
      onLink={() => desk.similar.link()}
      onJoin={(urge) => desk.similar.join(urge)}
      onTakeBack={() => desk.similar.takeBack()}
    />
  );
}
