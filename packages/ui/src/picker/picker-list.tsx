/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a list that the caret's own field moves through (WAI-ARIA combobox) has no tag, and its keys are the field's */
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import styles from './picker.module.css';

/** px between field and list, and from the window's edge. */
const GAP = 4;
const AT_MOST = 340;

/**
 * The list below a field (above it where there is more room), in front of everything: the form scrolls, the list does
 * not move with it. Presses do not take the caret from the field.
 */
export function PickerList<T>(props: {
  readonly field: RefObject<HTMLElement | null>;
  readonly listId: string;
  readonly optionId: (index: number) => string;
  readonly label: string;
  readonly items: readonly T[];
  readonly active: number;
  readonly keyOf: (item: T) => string;
  readonly renderLine: (item: T) => ReactNode;
  readonly onPick: (index: number) => void;
  readonly onChoose: (index: number) => void;
  /** What the keys do. */
  readonly foot?: ReactNode;
}): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const { field, active, items } = props;

  useLayoutEffect(() => placeBy(list.current, field.current));
  useEffect(() => {
    const again = () => placeBy(list.current, field.current);
    window.addEventListener('resize', again);
    window.addEventListener('scroll', again, { capture: true });
    return () => {
      window.removeEventListener('resize', again);
      window.removeEventListener('scroll', again, { capture: true });
    };
  }, [field]);

  return createPortal(
    <div
      ref={list}
      role="presentation"
      className={styles['list']}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div id={props.listId} role="listbox" aria-label={props.label} className={styles['items']}>
        {items.map((item, index) => (
          <div
            key={props.keyOf(item)}
            id={props.optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles['item']}
            onMouseMove={() => props.onChoose(index)}
            onClick={() => props.onPick(index)}
          >
            {props.renderLine(item)}
          </div>
        ))}
      </div>
      {props.foot !== undefined && <div className={styles['foot']}>{props.foot}</div>}
    </div>,
    document.body,
  );
}

function placeBy(list: HTMLElement | null, field: HTMLElement | null): void {
  if (list === null || field === null) return;
  const box = field.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - 2 * GAP;
  const above = box.top - 2 * GAP;
  const isBelow = below >= Math.min(AT_MOST, list.scrollHeight) || below >= above;
  list.style.maxHeight = `${Math.max(96, Math.min(AT_MOST, isBelow ? below : above))}px`;
  list.style.left = `${box.left}px`;
  list.style.width = `${Math.min(Math.max(box.width, 360), window.innerWidth - box.left - GAP)}px`;
  list.style.top = isBelow ? `${box.bottom + GAP}px` : '';
  list.style.bottom = isBelow ? '' : `${window.innerHeight - box.top + GAP}px`;
  list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
}
