import type { SeatNoteView } from '@hotline/domain/protocol';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOfDay } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import styles from './note-strip.module.css';

/** 班长便条: the oldest unread one, until it is read. */
export function NoteStrip(props: {
  readonly notes: readonly SeatNoteView[];
  readonly isLive: boolean;
  readonly onRead: (noteId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const [note] = props.notes;
  if (note === undefined) return null;
  return (
    <section className={styles['strip']} data-tone="primary" aria-label={t('note.label')}>
      <output>
        <b>
          {t('note.from', {
            name: note.fromName,
            seat: note.from,
            time: timeOfDay(note.at, zone),
          })}
        </b>{' '}
        {note.text}
      </output>
      {props.notes.length > 1 && <small>1 / {props.notes.length}</small>}
      <Button size="small" disabled={!props.isLive} onClick={() => props.onRead(note.noteId)}>
        {t('note.read')}
      </Button>
    </section>
  );
}
