/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that the caret's own field moves through (WAI-ARIA combobox) has no tag */
import { Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './find-panel.module.css';

type FindGroupName = 'knowledge' | 'drafts' | 'tickets' | 'people' | 'commands';

export type FindLine = {
  /** One of its kind in the whole list. */
  readonly id: string;
  readonly title: string;
  /** Whose it is, its number, its key. */
  readonly more: string;
};
export type FindGroup = {
  readonly name: FindGroupName;
  readonly lines: readonly FindLine[];
  /** In place of lines: still looking, or cannot be looked for. */
  readonly note: string | null;
};

export type FindPanelProps = {
  readonly text: string;
  readonly groups: readonly FindGroup[];
  /** The line that Enter acts on; null: there is none. */
  readonly active: string | null;
  /** What the active line holds, to read without leaving the list. */
  readonly children: ReactNode;
  readonly onType: (text: string) => void;
  readonly onActive: (id: string) => void;
  readonly onEnter: (id: string) => void;
};

/** Ctrl+K: one field, one list in groups. Arrows choose and Enter does the obvious; while an input method composes, nothing. */
export function FindPanel(props: FindPanelProps): ReactNode {
  const { groups, active } = props;
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<InputRef>(null);
  const list = useRef<HTMLDivElement>(null);
  const lines = groups.flatMap((group) => group.lines);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const all = list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [];
    [...all].find((line) => line.dataset['line'] === active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function steer(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      const at = lines.findIndex((line) => line.id === active);
      const next = lines[Math.min(Math.max(at + by, 0), lines.length - 1)];
      if (next !== undefined) props.onActive(next.id);
    } else if (event.key === 'Enter') {
      if (active !== null) props.onEnter(active);
    } else return;
    event.preventDefault();
  }

  return (
    <div className={styles['panel']} data-testid="find">
      <div className={styles['field']}>
        <Input
          allowClear
          ref={field}
          role="combobox"
          aria-expanded={lines.length > 0}
          aria-controls={id}
          aria-activedescendant={active === null ? undefined : `${id}-${active}`}
          aria-label={t('find.field')}
          placeholder={t('find.placeholder')}
          title={t('find.hint')}
          value={props.text}
          maxLength={200}
          onKeyDown={steer}
          onChange={(event) => props.onType(event.target.value)}
        />
      </div>
      <div
        ref={list}
        className={styles['list']}
        role="listbox"
        id={id}
        aria-label={t('find.results')}
      >
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={t(`find.groups.${group.name}`)}>
            <h3>{t(`find.groups.${group.name}`)}</h3>
            {group.lines.map((line) => (
              <button
                key={line.id}
                id={`${id}-${line.id}`}
                type="button"
                role="option"
                tabIndex={-1}
                data-line={line.id}
                aria-selected={line.id === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => props.onActive(line.id)}
                onDoubleClick={() => props.onEnter(line.id)}
              >
                <span className={styles['title']} title={line.title}>
                  {line.title}
                </span>
                <span className={styles['more']} title={line.more}>
                  {line.more}
                </span>
              </button>
            ))}
            {group.note !== null && <p className={styles['note']}>{group.note}</p>}
          </div>
        ))}
        {groups.length === 0 && <p className={styles['note']}>{t('find.nothing')}</p>}
      </div>
      {props.children}
    </div>
  );
}
