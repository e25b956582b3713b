import { assertNever } from '@hotline/domain/result';
import { useState, type ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { StartNotice } from '../../shared/desk-platform.ts';
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
      {words(notice, t)}
      <button type="button" className={styles['link']} onClick={() => setRead(read + 1)}>
        {t('notice.dismiss')}
      </button>
    </output>
  );
}

function words(notice: StartNotice, t: TFunction): string {
  switch (notice.code) {
    case 'drafts-set-aside':
      return t('notice.draftsSetAside', { keptAs: notice.keptAs, n: notice.rescued });
    case 'drafts-unreadable':
      return t('notice.draftsUnreadable', { n: notice.count });
    case 'drafts-key-in-file':
      return t('notice.draftsKeyInFile', { file: notice.file });
    case 'drafts-key-set-aside':
      return t('notice.draftsKeySetAside', { keptAs: notice.keptAs });
    case 'window-recovered':
      return t('notice.windowRecovered');
    case 'answer-key-taken':
      return t('notice.answerKeyTaken', { key: notice.key });
    default:
      return assertNever(notice);
  }
}
