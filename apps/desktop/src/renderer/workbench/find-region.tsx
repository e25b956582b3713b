import { searchDirectory } from '@hotline/domain/directory';
import {
  ArticleText,
  AsidePanel,
  FindPanel,
  KnowledgeFoot,
  named,
  type FindGroup,
  type FindLine,
} from '@hotline/ui';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useDrafts, useSettings } from '../app/desk-context.tsx';
import { matchesWords } from '../find/match-words.ts';
import { runnableActions } from '../keys/can-run.ts';
import { deskActions, keyTexts, type DeskAction } from '../keys/keymap.ts';
import { runAction } from '../keys/run-action.ts';
import { isChangeable } from '../store/drafts.ts';
import { useToday } from './use-today.ts';

const SHOWN_OF_EACH = 6;
/** Before anything is typed the list is short: what fits the draft, what is unfinished, what can be done. */
const SHOWN_AT_FIRST = 4;

/** Ctrl+K, in the help column's place: it covers no call and takes the caret from nothing but itself. */
export function FindRegion(): ReactNode {
  const { t, i18n } = useTranslation();
  const desk = useDesk();
  const { find, knowledge } = desk;
  const { text, active, tickets } = useStore(find.state);
  const known = useStore(knowledge.state);
  const today = useToday();
  const hotline = useDeskState(({ link }) => link.data?.hotline ?? null);
  const favourites = useSettings((settings) => settings.favourites);
  const items = useDrafts((state) => state.items);
  const canPut = useDrafts((state) => {
    const front = state.active === null ? undefined : state.items[state.active];
    return front !== undefined && isChangeable(front);
  });
  useEffect(() => {
    const stop = knowledge.watch();
    return () => {
      stop();
      knowledge.ask('');
      find.clear();
    };
  }, [knowledge, find]);

  const typed = text.trim();
  const most = typed === '' ? SHOWN_AT_FIRST : SHOWN_OF_EACH;
  const people = useMemo(
    () => (typed === '' ? [] : searchDirectory(hotline?.directory ?? [], typed, favourites)),
    [hotline?.directory, typed, favourites],
  );
  const can = runnableActions(desk);
  const group = (
    name: FindGroup['name'],
    lines: readonly FindLine[],
    note: string | null = null,
  ): FindGroup[] => {
    const shown = lines.slice(0, name === 'commands' && typed === '' ? lines.length : most);
    return shown.length === 0 && note === null ? [] : [{ name, lines: shown, note }];
  };
  const groups = [
    ...group(
      'knowledge',
      known.hits.map(({ id, content }) => ({
        id: `knowledge ${id}`,
        title: content.title,
        more: content.region || content.unit,
      })),
      known.state === 'failed' ? t('find.knowledgeFailed') : null,
    ),
    ...group(
      'drafts',
      Object.values(items)
        .filter(
          ({ draft, status }) =>
            (typed === '' ? status.kind !== 'filed' : true) &&
            matchesWords(
              typed,
              `${draft.title} ${draft.text} ${status.kind === 'filed' ? status.ticketNo : ''}`,
            ),
        )
        .toSorted((one, other) => other.changeNo - one.changeNo)
        .map(({ draft, status }) => ({
          id: `draft ${draft.draftId}`,
          title: draft.title || t('draft.untitled'),
          more: t(`find.draftState.${status.kind}`),
        })),
    ),
    ...group(
      'tickets',
      tickets.kind === 'found'
        ? tickets.hits.map(({ ticketNo, title }) => ({
            id: `ticket ${ticketNo}`,
            title,
            more: ticketNo,
          }))
        : [],
      tickets.kind === 'searching'
        ? t('find.searchingTickets')
        : tickets.kind === 'failed'
          ? t('find.ticketsAway')
          : null,
    ),
    ...group(
      'people',
      people.map((entry) => ({
        id: `person ${entry.id}`,
        title: named(entry, i18n.language),
        more: entry.number ?? entry.seat ?? '',
      })),
    ),
    ...group(
      'commands',
      deskActions
        .filter((action) => action !== 'find' && can.has(action))
        .map((action) => ({ action, title: t(`keys.${action}`) }))
        .filter(({ title }) => matchesWords(typed, title))
        .map(({ action, title }) => ({
          id: `command ${action}`,
          title,
          more: keyTexts[action],
        })),
    ),
  ];
  const lines = groups.flatMap((each) => each.lines);
  const present = lines.find(({ id }) => id === active)?.id ?? lines[0]?.id ?? null;
  const article = known.hits.find(({ id }) => present === `knowledge ${id}`) ?? null;
  // The keys that put an answer into the draft act on what is shown.
  useEffect(() => {
    if (article !== null) knowledge.choose(article.id);
  }, [article, knowledge]);

  function enter(line: string): void {
    const at = line.indexOf(' ');
    const id = line.slice(at + 1);
    switch (line.slice(0, at)) {
      case 'knowledge':
        knowledge.choose(id);
        knowledge.read(!known.reading);
        return;
      case 'draft':
        desk.closeAside();
        desk.drafts.show(id);
        return;
      case 'ticket':
        desk.closeAside();
        desk.tickets.openTicket(id);
        return;
      case 'person': {
        const entry = people.find((each) => each.id === id);
        if (entry !== undefined) desk.openTransferFor(named(entry, i18n.language));
        return;
      }
      default:
        desk.closeAside();
        runAction(desk, id as DeskAction);
    }
  }

  return (
    <AsidePanel
      name="find"
      title={t('find.title')}
      keyText={keyTexts.find}
      onClose={desk.closeAside}
    >
      <FindPanel
        text={text}
        groups={groups}
        active={present}
        onType={(next) => {
          find.type(next);
          knowledge.ask(next);
        }}
        onActive={(line) => find.activate(line)}
        onEnter={enter}
      >
        {article !== null && (
          <>
            <ArticleText
              article={article}
              today={today}
              large={known.reading}
              onPaper={(hash, name) => void knowledge.openPaper(hash, name)}
            />
            <KnowledgeFoot
              chosen={article}
              reading={known.reading}
              canMiss={typed !== ''}
              canPut={canPut}
              keyText={{ answer: keyTexts.knowledgeAnswer, steps: keyTexts.knowledgeSteps }}
              report={known.report}
              paper={known.paper}
              onPutAnswer={() => knowledge.putAnswer()}
              onPutSteps={() => knowledge.putSteps()}
              onRead={(reading) => knowledge.read(reading)}
              onReport={(kind, note) => void knowledge.report(kind, note)}
            />
          </>
        )}
      </FindPanel>
    </AsidePanel>
  );
}
