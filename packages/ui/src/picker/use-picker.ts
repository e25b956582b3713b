import { useId, useState, type KeyboardEvent } from 'react';

type PickerOptions = {
  /** Of the items that are put up now. */
  readonly count: number;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly onPick: (index: number) => void;
  /** Tab takes the chosen item along: for a field where half a word is of no use. */
  readonly tabPicks?: boolean;
  /** → and ← on the chosen item, where they mean something; true: they did. */
  readonly onSide?: (index: number, to: 'right' | 'left') => boolean;
};

/**
 * The keys of a field with a list below it (WAI-ARIA combobox): ↓ opens, ↑ ↓ choose, Enter takes, Esc closes. The caret
 * stays in the field, and nothing is a key while an input method composes.
 */
export function usePicker({ count, isOpen, setOpen, onPick, tabPicks, onSide }: PickerOptions) {
  const listId = useId();
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, count - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  function onKeyDown(event: KeyboardEvent): void {
    const { key, nativeEvent, ctrlKey, altKey, metaKey } = event;
    if (nativeEvent.isComposing || nativeEvent.keyCode === 229 || ctrlKey || metaKey) return;
    if (!isOpen || count === 0) {
      if (key === 'ArrowDown') {
        event.preventDefault();
        setChosen(0);
        setOpen(true);
      }
      if (key === 'Escape' && isOpen) setOpen(false);
      return;
    }
    if (altKey) return;
    switch (key) {
      case 'ArrowDown':
        setChosen((active + 1) % count);
        break;
      case 'ArrowUp':
        setChosen((active - 1 + count) % count);
        break;
      case 'ArrowRight':
      case 'ArrowLeft':
        if (onSide?.(active, key === 'ArrowRight' ? 'right' : 'left') !== true) return;
        break;
      case 'Enter':
        onPick(active);
        break;
      case 'Escape':
        setOpen(false);
        event.stopPropagation();
        break;
      case 'Tab':
        if (tabPicks === true && !event.shiftKey) onPick(active);
        else setOpen(false);
        return;
      default:
        return;
    }
    event.preventDefault();
  }

  const isShown = isOpen && count > 0;
  return {
    active,
    choose: setChosen,
    listId,
    optionId,
    /** For the field. */
    field: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': isShown,
      'aria-controls': isShown ? listId : undefined,
      'aria-activedescendant': isShown ? optionId(active) : undefined,
      onKeyDown,
    },
  } as const;
}
