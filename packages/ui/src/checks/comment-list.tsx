import { DeleteOutlined } from '@ant-design/icons';
import type { Scoring } from '@hotline/domain/quality';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../time/clock-text.ts';
import styles from './score-sheet.module.css';

type Comments = Scoring['comments'];

/** 评语: each of the whole call or of a place in its recording, in that order; a place leads there. */
export function CommentList(props: {
  readonly comments: Comments;
  readonly at: number | null;
  readonly onSeek: (ms: number) => void;
  readonly onChange: ((comments: Comments) => void) | null;
}): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { comments, onChange, at } = props;
  const add = (place: number | null) => {
    if (text.trim() === '') return;
    const next = [...comments, { at: place, text: text.trim() }];
    onChange?.(next.toSorted((a, b) => (a.at ?? -1) - (b.at ?? -1)));
    setText('');
  };
  return (
    <div className={styles['comments']}>
      <h4>{t('checks.comments')}</h4>
      {comments.length === 0 && <p className={styles['quiet']}>{t('checks.noComments')}</p>}
      <ol>
        {comments.map((comment) => (
          <li key={`${comment.at} ${comment.text}`}>
            {comment.at === null ? (
              <span className={styles['place']}>{t('checks.whole')}</span>
            ) : (
              <button
                type="button"
                className={styles['place']}
                onClick={() => props.onSeek(comment.at ?? 0)}
              >
                <time>{clockText(comment.at)}</time>
              </button>
            )}
            <span>{comment.text}</span>
            {onChange !== null && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('checks.removeComment', { text: comment.text })}
                onClick={() => onChange(comments.filter((one) => one !== comment))}
              />
            )}
          </li>
        ))}
      </ol>
      {onChange !== null && (
        <div className={styles['say']}>
          <Input
            size="small"
            aria-label={t('checks.comment')}
            placeholder={t('checks.commentHint')}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing && !event.ctrlKey) add(at);
            }}
          />
          {at !== null && (
            <Button size="small" disabled={text.trim() === ''} onClick={() => add(at)}>
              {t('checks.commentAt', { at: clockText(at) })}
            </Button>
          )}
          <Button size="small" disabled={text.trim() === ''} onClick={() => add(null)}>
            {t('checks.commentWhole')}
          </Button>
        </div>
      )}
    </div>
  );
}
