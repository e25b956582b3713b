import {
  abbreviationAt,
  nextGap,
  previousGap,
  putPhrase,
  type Phrase,
  type Span,
} from '@hotline/domain/intake';
import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PhrasePicker } from './phrase-picker.tsx';
import styles from './text-field.module.css';

export type PhraseKeys = {
  /** 常用语: the hotline's and this person's own. */
  readonly phrases: readonly Phrase[];
  /** Ids of this person's own. */
  readonly own: ReadonlySet<string>;
  /** As printed on the keyboard. */
  readonly keyText: string;
  /** Counts the presses of that key; 0: none yet. */
  readonly asked: number;
  /** `letters`: what finds it later. */
  readonly onKeep: (letters: string, text: string) => void;
  readonly onDrop: (id: string) => void;
};

/**
 * 内容, with set phrases by a key: letters before the caret that are a phrase's initials become it at once, otherwise the
 * list opens. While a gap 【 】 is left in the text, Tab goes to it; Shift+Tab back.
 */
export function TextField(props: {
  readonly id: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly keys: PhraseKeys;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { value, keys, onChange } = props;
  const area = useRef<TextAreaRef>(null);
  const box = () => area.current?.resizableTextArea?.textArea ?? null;
  /** What is selected once the text that was put in is on the screen. */
  const toSelect = useRef<Span | null>(null);
  /** Where a phrase goes, and the letters that were typed for it; null: the list is closed. */
  const [finding, setFinding] = useState<{ at: Span; typed: string; chosen: string } | null>(null);
  const [answered, setAnswered] = useState(keys.asked);

  useLayoutEffect(() => {
    const span = toSelect.current;
    if (span === null) return;
    toSelect.current = null;
    select(span);
  }, [value]);

  function select({ start, end }: Span): void {
    const at = box();
    at?.focus();
    at?.setSelectionRange(start, end);
  }
  function put(at: Span, text: string): void {
    const result = putPhrase(value, at, { text });
    setFinding(null);
    if (result.text === value) return select(result.select);
    toSelect.current = result.select;
    onChange(result.text);
  }
  function ask(): void {
    const at = box();
    if (at === null || props.disabled) return;
    const { selectionStart: start, selectionEnd: end } = at;
    const chosen = value.slice(start, end);
    if (chosen !== '' && !/^【[^】]*】$/.test(chosen)) {
      return setFinding({ at: { start, end }, typed: '', chosen });
    }
    const { phrase, letters } = abbreviationAt(keys.phrases, value, start);
    if (chosen === '' && phrase !== null) return put(letters, phrase.text);
    const typed = chosen === '' ? value.slice(letters.start, letters.end) : '';
    setFinding({ at: typed === '' ? { start, end } : letters, typed, chosen: '' });
  }
  useLayoutEffect(() => {
    if (keys.asked === answered) return;
    setAnswered(keys.asked);
    ask();
    // oxlint-disable-next-line react/exhaustive-deps -- a press is answered once, with the text as it is then
  }, [keys.asked]);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const { key, shiftKey, ctrlKey, altKey, metaKey, nativeEvent } = event;
    if (key !== 'Tab' || ctrlKey || altKey || metaKey || nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    const gap = shiftKey ? previousGap(value, selectionStart) : nextGap(value, selectionEnd);
    // A gap is left with Tab at last: the caret never is caught in the text.
    if (gap === null) return;
    event.preventDefault();
    select(gap);
  }

  return (
    <div className={styles['text']}>
      <div className={styles['side']}>
        <label htmlFor={props.id}>{t('draft.text')}</label>
        <small>{t('draft.textCount', { n: value.length })}</small>
        <button
          type="button"
          className={styles['ask']}
          tabIndex={-1}
          disabled={props.disabled}
          title={t('intake.phrasesMore', { key: keys.keyText })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={ask}
        >
          {t('intake.phrases')}
          <kbd aria-hidden="true">{keys.keyText}</kbd>
        </button>
      </div>
      <div className={styles['holder']}>
        <Input.TextArea
          ref={area}
          id={props.id}
          aria-label={t('draft.text')}
          data-field="text"
          value={value}
          maxLength={60_000}
          placeholder={t('draft.textHint')}
          disabled={props.disabled}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.target.value)}
        />
        {finding !== null && (
          <PhrasePicker
            keys={keys}
            typed={finding.typed}
            chosen={finding.chosen}
            onPut={(text) => put(finding.at, text)}
            onLeave={() => setFinding(null)}
            onClose={() => {
              setFinding(null);
              box()?.focus();
            }}
          />
        )}
      </div>
    </div>
  );
}
