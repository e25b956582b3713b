/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that the caret's own field moves through (WAI-ARIA combobox) has no tag */
import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { searchDirectory } from '@hotline/domain/directory';
import type {
  AvailabilityView,
  CallView,
  DirectoryEntryView,
  HotlineView,
  Operation,
  ParkedCallView,
} from '@hotline/domain/protocol';
import { Button, Input, type InputRef } from 'antd';
import {
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { invitedLeg } from '../call-bar/call-status.ts';
import { KeyButton } from '../call-bar/key-button.tsx';
import type { RoomKey } from '../room/room-strip.tsx';
import { DirectoryRow } from './directory-row.tsx';
import { InvitedBlock } from './invited-block.tsx';
import {
  invitationTo,
  operationOf,
  typedNumber,
  ways,
  waysTo,
  type Invitation,
  type Target,
  type Way,
} from './invitation.ts';
import { ParkedList } from './parked-list.tsx';
import { WayList } from './way-list.tsx';
import listStyles from './directory-list.module.css';
import styles from './transfer-panel.module.css';

export type TransferPanelProps = {
  /** What it looks for when it opens. */
  readonly firstQuery?: string;
  readonly entries: readonly DirectoryEntryView[];
  readonly availability: readonly AvailabilityView[];
  readonly favourites: readonly string[];
  readonly skills: HotlineView['skills'];
  readonly call: CallView | null;
  readonly may: (operation: Operation) => boolean;
  /** What goes along from the draft. */
  readonly draft: { readonly hasTitle: boolean; readonly textLength: number };
  readonly parked: readonly ParkedCallView[];
  readonly keyText: Readonly<Record<RoomKey | 'transfer' | 'park', string>>;
  readonly onInvite: (wanted: Invitation) => void;
  readonly onPark: () => void;
  readonly onTake: (callId: string) => void;
  readonly onDial: (number: string) => void;
  readonly onFavourite: (entryId: string) => void;
  readonly onRoomKey: (key: RoomKey) => void;
  readonly onDtmf: (digit: string) => void;
  readonly onClose: () => void;
};

const SHOWN = 60;

/** 转接: whom, how, and beforehand in one sentence what happens to whom. Stands beside the draft, never over it. */
export function TransferPanel(props: TransferPanelProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [query, setQuery] = useState(props.firstQuery ?? '');
  const [chosen, setChosen] = useState(0);
  const [reason, setReason] = useState('');
  const panel = useRef<HTMLElement>(null);
  const search = useRef<InputRef>(null);
  const { call } = props;
  const number = typedNumber(query);
  const targets = targetsOf(props.entries, query, props.favourites, number);
  const at = Math.min(chosen, targets.length - 1);
  const target = targets[at];
  const leg = call === null || call.part !== 'owner' ? null : invitedLeg(call);
  // While somebody is on the way or in, the ways to another come only when another is looked for.
  const [soughtBeside, setSoughtBeside] = useState<string | null>(null);
  const canInvite = call !== null && call.part === 'owner' && call.state === 'talking';

  const choose = (place: number) => {
    setChosen(place);
    setSoughtBeside(leg?.legId ?? null);
  };
  const run = (way: Way) => {
    if (target === undefined || !waysTo(target).includes(way)) return;
    if (!props.may(operationOf(way))) return;
    props.onInvite(invitationTo(target, way, reason));
    setReason('');
    search.current?.focus();
  };
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  /** Digits with Ctrl choose, with Alt act: also while the caret is in the draft. */
  const pressed = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const digit = /^Digit(\d)$/.exec(event.code)?.[1];
    if (digit === undefined || event.repeat || event.shiftKey || event.isComposing) return;
    if (event.ctrlKey && !event.altKey) {
      const quick = digit === '0' ? 10 : Number(digit);
      const place = targetsOf(props.entries, '', props.favourites, null).findIndex(
        (each) => each.kind === 'entry' && each.entry.quick === quick,
      );
      if (place === -1) return;
      event.preventDefault();
      setQuery('');
      choose(place);
    }
    if (event.altKey && !event.ctrlKey) {
      const way = ways[Number(digit) - 1];
      if (way === undefined || !canInvite) return;
      event.preventDefault();
      run(way);
    }
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (
    // Esc anywhere in the panel takes back what rings, or closes.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      className={styles['panel']}
      aria-label={t('transfer.title')}
      data-aside="transfer"
      onKeyDown={escape}
    >
      <header className={styles['head']}>
        <h2>{t('transfer.title')}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('transfer.close')}
          aria-keyshortcuts={props.keyText.transfer}
          title={`${t('transfer.close')} ${props.keyText.transfer}`}
          onClick={props.onClose}
        />
      </header>
      {leg !== null && call !== null && (
        <InvitedBlock
          call={call}
          leg={leg}
          may={props.may}
          keyText={props.keyText}
          onKey={props.onRoomKey}
          onDtmf={props.onDtmf}
        />
      )}
      <div className={styles['search']}>
        <Input
          ref={search}
          // The person asked for the panel by key or click: the caret goes where they look.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          prefix={<SearchOutlined aria-hidden="true" />}
          value={query}
          placeholder={t('transfer.search')}
          aria-label={t('transfer.search')}
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={target === undefined ? undefined : `${id}-${at}`}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value);
            choose(0);
          }}
          onKeyDown={move}
        />
      </div>
      <div
        className={listStyles['list']}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('transfer.directory')}
      >
        {targets.map((each, n) =>
          each.kind === 'number' ? (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key="number"
              id={`${id}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === at}
              className={`${listStyles['row']} ${listStyles['number']}`}
              onClick={() => choose(n)}
            >
              <b>{each.number}</b>
              <small>{t('transfer.outsideNumber')}</small>
            </div>
          ) : (
            <DirectoryRow
              key={each.entry.id}
              id={`${id}-${n}`}
              entry={each.entry}
              skills={props.skills}
              availability={props.availability.find((one) => one.id === each.entry.id) ?? null}
              selected={n === at}
              favourite={props.favourites.includes(each.entry.id)}
              onChoose={() => choose(n)}
              onFavourite={() => props.onFavourite(each.entry.id)}
            />
          ),
        )}
        {targets.length === 0 && (
          <p className={listStyles['none']}>
            {props.entries.length === 0 ? t('transfer.empty') : t('transfer.noMatch')}
          </p>
        )}
      </div>
      {canInvite && target !== undefined && (leg === null || soughtBeside === leg.legId) && (
        <WayList
          target={target}
          entryAvailability={
            target.kind === 'entry'
              ? (props.availability.find((one) => one.id === target.entry.id) ?? null)
              : null
          }
          skills={props.skills}
          may={props.may}
          reason={reason}
          draft={props.draft}
          onReason={setReason}
          onWay={run}
        />
      )}
      {call === null && target !== undefined && numberOf(target) !== null && (
        <div className={styles['foot']}>
          <Button type="primary" block onClick={() => props.onDial(numberOf(target) ?? '')}>
            {t('transfer.dial', { number: numberOf(target) })}
          </Button>
        </div>
      )}
      {(canInvite || props.parked.length > 0) && (
        <section className={styles['parked']} aria-label={t('parked.title')}>
          <h3>
            {t('parked.title')} <span>{props.parked.length}</span>
            {canInvite && (
              <KeyButton
                shape="small"
                label={t('parked.park')}
                keyText={props.keyText.park}
                tone="calm"
                disabled={!props.may('park')}
                hint={t('parked.parkMore')}
                onPress={props.onPark}
              />
            )}
          </h3>
          {/* One call at a time: during a call they are only counted. */}
          {call === null && <ParkedList parked={props.parked} canTake onTake={props.onTake} />}
        </section>
      )}
    </aside>
  );

  /** Arrows choose without leaving the search; Enter goes on to the ways. */
  function move(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    if (by !== undefined && !event.altKey) {
      event.preventDefault();
      choose(Math.max(0, Math.min(targets.length - 1, at + by)));
    }
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      panel.current?.querySelector<HTMLElement>('[data-way]:not(:disabled)')?.focus();
    }
  }

  function escape(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (leg !== null && leg.state !== 'in-room' && props.may('cancel')) props.onRoomKey('takeBack');
    else props.onClose();
  }
}

/** Without words to search by: favourites, the ten most used, then everybody. */
function targetsOf(
  entries: readonly DirectoryEntryView[],
  query: string,
  favourites: readonly string[],
  number: string | null,
): readonly Target[] {
  const found = searchDirectory(entries, query, favourites);
  const rest = query.trim() === '' ? entries.filter((entry) => !found.includes(entry)) : [];
  return [
    ...(number === null ? [] : [{ kind: 'number', number } as const]),
    ...[...found, ...rest].slice(0, SHOWN).map((entry) => ({ kind: 'entry', entry }) as const),
  ];
}

const numberOf = (target: Target): string | null =>
  target.kind === 'number' ? target.number : target.entry.number;
