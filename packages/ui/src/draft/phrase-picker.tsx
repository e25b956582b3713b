/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a list that the caret's own field moves through (WAI-ARIA combobox) has no tag, and its keys are the field's */
import { searchPhrases } from '@hotline/domain/intake';
import { Input } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { usePicker } from '../picker/use-picker.ts';
import type { PhraseKeys } from './text-field.tsx';
import styles from './phrase-picker.module.css';

/**
 * 常用语 over the text: what is typed finds, Enter puts in, Esc goes back. With text selected it is kept instead, as this
 * person's own, under the letters that are typed.
 */
export function PhrasePicker(props: {
  readonly keys: PhraseKeys;
  /** Letters that stood before the caret already. */
  readonly typed: string;
  /** Text that was selected; '': none, a phrase is wanted. */
  readonly chosen: string;
  readonly onPut: (text: string) => void;
  /** Back to the text. */
  readonly onClose: () => void;
  /** The caret went somewhere else, and stays there. */
  readonly onLeave: () => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { keys, chosen, onPut, onClose } = props;
  const [typed, setTyped] = useState(props.typed);
  const list = useRef<HTMLDivElement>(null);
  const isKeeping = chosen !== '';
  const found = isKeeping ? [] : searchPhrases(keys.phrases, typed);
  const picker = usePicker({
    count: found.length,
    isOpen: true,
    setOpen: onClose,
    onPick: (at) => {
      const phrase = found[at];
      if (phrase !== undefined) onPut(phrase.text);
    },
  });
  const letters = typed.trim().toLowerCase();
  const isTaken =
    isKeeping &&
    searchPhrases(keys.phrases, letters).some(({ pinyin }) => initials(pinyin) === letters);
  const mayKeep = /^[a-z]{2,12}$/.test(letters) && !isTaken;

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      return onClose();
    }
    if (isKeeping && event.key === 'Enter') {
      event.preventDefault();
      if (!mayKeep) return;
      keys.onKeep(letters, chosen);
      return onClose();
    }
    const own = found[picker.active];
    if (event.key === 'Delete' && event.ctrlKey && own !== undefined && keys.own.has(own.id)) {
      event.preventDefault();
      return keys.onDrop(own.id);
    }
    picker.field.onKeyDown(event);
  }

  return (
    <div
      className={styles['picker']}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onLeave();
      }}
    >
      <Input
        {...picker.field}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened by a key to be typed in
        autoFocus
        size="small"
        value={typed}
        maxLength={isKeeping ? 12 : 40}
        aria-label={t(isKeeping ? 'intake.keepAs' : 'intake.findPhrase')}
        placeholder={t(isKeeping ? 'intake.keepAs' : 'intake.findPhrase')}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          picker.choose(0);
        }}
      />
      {isKeeping ? (
        <p className={styles['keep']}>
          <q>{chosen.length > 80 ? `${chosen.slice(0, 80)}…` : chosen}</q>
          <output>{isTaken ? t('intake.lettersTaken') : t('intake.keepHow')}</output>
        </p>
      ) : (
        <div
          ref={list}
          id={picker.listId}
          role="listbox"
          aria-label={t('intake.phrases')}
          className={styles['list']}
        >
          {found.map((phrase, at) => (
            <div
              key={phrase.id}
              id={picker.optionId(at)}
              role="option"
              tabIndex={-1}
              aria-selected={at === picker.active}
              title={phrase.text}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => picker.choose(at)}
              onClick={() => onPut(phrase.text)}
            >
              <span>{named(phrase, i18n.language)}</span>
              <small>{initials(phrase.pinyin)}</small>
              {keys.own.has(phrase.id) && <small>{t('intake.own')}</small>}
              <span className={styles['more']}>{phrase.text}</span>
            </div>
          ))}
          {found.length === 0 && <p className={styles['keep']}>{t('intake.noPhrase')}</p>}
        </div>
      )}
      <div className={styles['foot']}>{t(isKeeping ? 'intake.keepKeys' : 'intake.phraseKeys')}</div>
    </div>
  );
}

const initials = (pinyin: string): string =>
  pinyin
    .split(' ')
    .map((syllable) => syllable[0] ?? '')
    .join('')
    .toLowerCase();
