import { completePlaces, type PlaceIndex } from '@hotline/domain/intake';
import { Input } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PickerList } from '../picker/picker-list.tsx';
import { usePicker } from '../picker/use-picker.ts';
import styles from './place-field.module.css';

const SHOWN = 12;

/** 地点: free text that the imported list completes, by Chinese, pinyin or initials; Enter takes, Tab leaves it as typed. */
export function PlaceField(props: {
  readonly id: string;
  readonly label: string;
  readonly name: 'place' | 'callerAddress';
  readonly index: PlaceIndex;
  /** Code of the caller's district, put up first; null: not known. */
  readonly near: string | null;
  readonly value: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { index, near, value } = props;
  const field = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const found = useMemo(
    () => (isOpen ? completePlaces(index, value, near, SHOWN) : []),
    [index, value, near, isOpen],
  );
  const pick = (at: number) => {
    const place = found[at];
    if (place !== undefined) props.onChange(place.text);
    // A district or a street goes on: what lies in it is put up next.
    setOpen(place?.kind === 'district' || place?.kind === 'street');
    picker.choose(0);
  };
  const picker = usePicker({ count: found.length, isOpen, setOpen, onPick: pick });
  return (
    <div ref={field} className={styles['holder']}>
      <Input
        id={props.id}
        {...picker.field}
        aria-label={props.label}
        data-field={props.name}
        value={value}
        title={value}
        maxLength={300}
        placeholder={props.hint}
        disabled={props.disabled}
        autoComplete="off"
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          props.onChange(event.target.value);
          picker.choose(0);
          setOpen(true);
        }}
      />
      {isOpen && found.length > 0 && (
        <PickerList
          field={field}
          listId={picker.listId}
          optionId={picker.optionId}
          label={props.label}
          items={found}
          active={picker.active}
          keyOf={({ code }) => code}
          renderLine={({ zh, within, kind }) => (
            <span className={styles['line']}>
              <span className={styles['name']}>{zh}</span>
              <small className={styles['more']}>
                {within === '' ? '' : `${within} · `}
                {t(`intake.placeKinds.${kind}`)}
              </small>
            </span>
          )}
          onPick={pick}
          onChoose={picker.choose}
          foot={t('intake.placeKeys')}
        />
      )}
    </div>
  );
}
