import { CloseOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftCard } from './draft-card.ts';
import styles from './draft-tabs.module.css';

export type DraftTabsProps = {
  readonly drafts: readonly DraftCard[];
  /** null: the list of unfinished drafts is in front. */
  readonly active: string | null;
  readonly unfinished: number;
  readonly newKey: string;
  readonly onShow: (draftId: string | null) => void;
  readonly onClose: (draftId: string) => void;
  readonly onNew: () => void;
};

/** The drafts in work, one tab each; the list of all unfinished ones is the first tab. */
export function DraftTabs(props: DraftTabsProps): ReactNode {
  const { t } = useTranslation();
  const titleOf = (draft: DraftCard) =>
    draft.title || (draft.ofThisCall ? t('draft.ofThisCall') : t('draft.untitled'));
  return (
    <div className={styles['bar']}>
      <div className={styles['tabs']} role="tablist" aria-label={t('draft.tabs')}>
        <button
          type="button"
          role="tab"
          className={styles['tab']}
          aria-selected={props.active === null}
          onClick={() => props.onShow(null)}
        >
          <UnorderedListOutlined aria-hidden="true" />
          {t('draft.showList', { n: props.unfinished })}
        </button>
        {props.drafts.map((draft) => (
          <span key={draft.draftId} className={styles['holder']} role="presentation">
            <button
              type="button"
              role="tab"
              className={styles['tab']}
              aria-selected={props.active === draft.draftId}
              data-this-call={draft.ofThisCall}
              title={titleOf(draft)}
              onClick={() => props.onShow(draft.draftId)}
            >
              {draft.ofThisCall && <span className={styles['dot']} aria-hidden="true" />}
              <span className={styles['name']}>{titleOf(draft)}</span>
              {draft.needsYou && (
                <span className={styles['alarm']} data-tone="danger" aria-hidden="true">
                  ▲
                </span>
              )}
            </button>
            <button
              type="button"
              className={styles['close']}
              aria-label={t('draft.close', { title: titleOf(draft) })}
              onClick={() => props.onClose(draft.draftId)}
            >
              <CloseOutlined aria-hidden="true" />
            </button>
          </span>
        ))}
      </div>
      <button
        type="button"
        className={styles['new']}
        aria-keyshortcuts={props.newKey}
        title={props.newKey}
        onClick={props.onNew}
      >
        <PlusOutlined aria-hidden="true" />
        {t('draft.new')}
      </button>
    </div>
  );
}
