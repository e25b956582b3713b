import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../app/desk-context.tsx';
import styles from './workbench.module.css';

/** What happened before the window was there; each stands until the person has read it. */
export function Notices(): ReactNode {
  const { t } = useTranslation();
  const { info } = useDesk();
  const [read, setRead] = useState(0);
  const notice = info.notices[read];
  if (notice === undefined) return null;
  return (
    <output className={styles['notice'] ?? ''} data-tone="warn">
      {notice.code === 'drafts-set-aside'
        ? t('notice.draftsSetAside', { keptAs: notice.keptAs })
        : t('notice.windowRecovered')}
      <button type="button" className={styles['link']} onClick={() => setRead(read + 1)}>
        {t('notice.dismiss')}
      </button>
    </output>
  );
}
