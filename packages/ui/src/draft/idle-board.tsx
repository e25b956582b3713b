import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftCard } from './draft-card.ts';
import { DraftList } from './draft-list.tsx';
import styles from './idle-board.module.css';

/** The middle while no draft is in front: what is unfinished, how to begin, and the keys for the next call. */
export function IdleBoard(props: {
  readonly drafts: readonly DraftCard[];
  readonly keys: readonly { readonly name: string; readonly keyText: string }[];
  readonly onOpen: (draftId: string) => void;
  readonly onNew: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['board']}>
      <div className={styles['list']}>
        {props.drafts.length === 0 ? (
          <div className={styles['empty']}>
            <p>{t('draft.listEmpty')}</p>
            <Button icon={<PlusOutlined />} onClick={props.onNew}>
              {t('draft.new')}
            </Button>
          </div>
        ) : (
          <DraftList drafts={props.drafts} onOpen={props.onOpen} />
        )}
      </div>
      <dl className={styles['keys']} aria-label={t('settings.keys')}>
        {props.keys.map((key) => (
          <div key={key.name}>
            <dt>{key.name}</dt>
            <dd>
              <kbd>{key.keyText}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
