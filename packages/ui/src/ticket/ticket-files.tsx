import type { AttachmentView } from '@hotline/domain/ticket-api';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../draft/size-text.ts';
import styles from './ticket-page.module.css';

/** What has become of opening a file; `saved`: a browser has no other program to hand it to. */
export type TicketFile =
  | { readonly kind: 'fetching' | 'opened' | 'saved' }
  | { readonly kind: 'failed'; readonly why: 'none' | 'refused' | 'failed' | 'not-opened' };

/** 附件: of the draft that became this ticket, and of those that joined it. */
export function TicketFiles(props: {
  readonly attachments: readonly AttachmentView[];
  /** By attachment. */
  readonly files: Readonly<Record<string, TicketFile>>;
  readonly onOpen: (attachment: AttachmentView) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles['block']} aria-label={t('ticketFiles.title')}>
      <h3>{t('ticketFiles.title')}</h3>
      {props.attachments.length === 0 && <p className={styles['quiet']}>{t('ticketFiles.none')}</p>}
      <ul className={styles['rows']}>
        {props.attachments.map((attachment) => {
          const { id, name, size } = attachment;
          const file = props.files[id];
          return (
            <li key={id} data-attachment={id}>
              <span className={styles['name']} title={name}>
                {name}
              </span>
              <span className={styles['quiet']}>{sizeText(size)}</span>
              <Button
                size="small"
                aria-label={t('ticketFiles.openOf', { name })}
                disabled={file?.kind === 'fetching'}
                onClick={() => props.onOpen(attachment)}
              >
                {t('ticketFiles.open')}
              </Button>
              {file !== undefined && (
                <output className={styles['state']} data-failed={file.kind === 'failed'}>
                  {file.kind === 'failed'
                    ? t(`ticketFiles.fault.${file.why}`)
                    : t(`ticketFiles.${file.kind}`)}
                </output>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
