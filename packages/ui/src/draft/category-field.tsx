import {
  categoryPath,
  openTree,
  searchCategories,
  type CategoryIndex,
  type CategoryNode,
} from '@hotline/domain/intake';
import { DownOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PickerList } from '../picker/picker-list.tsx';
import { usePicker } from '../picker/use-picker.ts';
import styles from './category-field.module.css';

/** Of what was found: whoever needs the fiftieth types one character more. */
const SHOWN = 50;
const RECENT_SHOWN = 5;

type Item = {
  readonly kind: 'recent' | 'found' | 'tree';
  readonly node: CategoryNode;
  readonly isOpen: boolean;
};

/**
 * 类别: one field that takes a code, pinyin, initials or Chinese, several words for several levels; Enter takes what is
 * chosen. With nothing typed ↓ opens what was used lately and the tree, → and ← open and close a branch.
 */
export function CategoryField(props: {
  readonly id: string;
  readonly index: CategoryIndex;
  /** Codes used lately by this person, the last one first. */
  readonly recent: readonly string[];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (code: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { index, recent, value } = props;
  const field = useRef<HTMLDivElement>(null);
  /** null: nobody types, the field says what was chosen. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [branches, setBranches] = useState<ReadonlySet<string>>(new Set());

  const items = useMemo(
    () => (isOpen ? itemsOf(index, typed?.trim() ?? '', recent, branches) : []),
    [index, typed, recent, branches, isOpen],
  );
  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const pick = (at: number) => {
    const item = items[at];
    if (item !== undefined) props.onChange(item.node.code);
    close();
  };
  const turn = (at: number, to: 'right' | 'left'): boolean => {
    const item = items[at];
    if (item?.kind !== 'tree') return false;
    const { code, hasChildren } = item.node;
    if (to === 'right' && hasChildren) setBranches(new Set([...branches, code]));
    if (to === 'left') {
      const branch = branches.has(code) ? code : code.slice(0, -2);
      setBranches(new Set([...branches].filter((each) => each !== branch)));
      const parent = items.findIndex(({ kind, node }) => kind === 'tree' && node.code === branch);
      if (parent >= 0) picker.choose(parent);
    }
    return true;
  };
  const picker = usePicker({
    count: items.length,
    isOpen,
    setOpen: (open) => (open ? setOpen(true) : close()),
    onPick: pick,
    tabPicks: typed !== null && typed.trim() !== '',
    onSide: turn,
  });
  const path = categoryPath(index, value);
  const isLost = isOpen && typed !== null && typed.trim() !== '' && items.length === 0;
  return (
    <div ref={field} className={styles['holder']}>
      <Input
        id={props.id}
        {...picker.field}
        data-field="categoryCode"
        value={typed ?? (path || value)}
        title={path || value}
        aria-label={t('draft.category')}
        placeholder={t('draft.categoryHint')}
        suffix={<DownOutlined aria-hidden="true" className={styles['arrow'] ?? ''} />}
        disabled={props.disabled}
        autoComplete="off"
        onFocus={(event) => event.target.select()}
        onClick={() => setOpen(true)}
        onBlur={close}
        onChange={(event) => {
          setTyped(event.target.value);
          picker.choose(0);
          setOpen(true);
        }}
      />
      {isLost && <output className={styles['none']}>{t('draft.categoryNone')}</output>}
      {isOpen && items.length > 0 && (
        <PickerList
          field={field}
          listId={picker.listId}
          optionId={picker.optionId}
          label={t('draft.category')}
          items={items}
          active={picker.active}
          keyOf={({ kind, node }) => `${kind} ${node.code}`}
          renderLine={(item) => <Line item={item} />}
          onPick={pick}
          onChoose={picker.choose}
          foot={t(items[0]?.kind === 'found' ? 'intake.categoryKeysFound' : 'intake.categoryKeys')}
        />
      )}
    </div>
  );
}

function itemsOf(
  index: CategoryIndex,
  typed: string,
  recent: readonly string[],
  branches: ReadonlySet<string>,
): readonly Item[] {
  if (typed !== '') {
    return searchCategories(index, typed, recent, SHOWN).map((node) => ({
      kind: 'found',
      node,
      isOpen: false,
    }));
  }
  const used = recent.flatMap((code) => index.byCode.get(code) ?? []).slice(0, RECENT_SHOWN);
  return [
    ...used.map((node): Item => ({ kind: 'recent', node, isOpen: false })),
    ...openTree(index, branches).map((node): Item => ({
      kind: 'tree',
      node,
      isOpen: branches.has(node.code),
    })),
  ];
}

function Line({ item: { kind, node, isOpen } }: { readonly item: Item }): ReactNode {
  const { t } = useTranslation();
  return (
    <span
      className={styles['line']}
      data-kind={kind}
      style={kind === 'tree' ? { paddingInlineStart: `${node.depth * 1.25}rem` } : {}}
    >
      {kind === 'tree' && (
        <span className={styles['branch']} aria-hidden="true">
          {node.hasChildren ? (isOpen ? '▾' : '▸') : ''}
        </span>
      )}
      <span className={styles['name']}>{kind === 'tree' ? node.zh : node.path}</span>
      {kind === 'recent' && <small className={styles['used']}>{t('intake.usedLately')}</small>}
      <small className={styles['code']}>{node.code}</small>
    </span>
  );
}
