import {
  CheckOutlined,
  CloseOutlined,
  PaperClipOutlined,
  ReloadOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from './size-text.ts';
import styles from './attachment-row.module.css';

type AttachmentFaultName =
  | 'no-upload'
  | 'too-large'
  | 'type-not-allowed'
  | 'too-many-files'
  | 'empty-file'
  | 'no-room'
  | 'already-filed'
  | 'refused'
  | 'unreadable'
  | 'disk-full'
  | 'disk-busy'
  | 'newer-drafts'
  | 'disk';

export type AttachmentCard = {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** `here`: on this seat's disk, the bridge gets it as soon as it is there. */
  readonly state: 'here' | 'sending' | 'sent' | 'refused';
  /** Of `size`, while it is sent. */
  readonly sent: number;
  readonly fault: AttachmentFaultName | null;
};

export type AttachmentRowProps = {
  readonly attachments: readonly AttachmentCard[];
  /** Files that were not taken, of the last try. */
  readonly notAdded: readonly { readonly name: string; readonly why: AttachmentFaultName }[];
  readonly locked: boolean;
  /** Largest file, bytes; most files of one draft. */
  readonly limits: { readonly bytes: number; readonly files: number };
  readonly onAdd: (files: readonly File[]) => void;
  readonly onRemove: (id: string) => void;
  readonly onRetry: (id: string) => void;
  readonly onDismiss: () => void;
};

/** 附件 under the form: picked here, or pasted or dropped anywhere in it. */
export function AttachmentRow(props: AttachmentRowProps): ReactNode {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const words = (why: AttachmentFaultName) =>
    t(`attachments.fault.${why}`, {
      size: sizeText(props.limits.bytes),
      files: props.limits.files,
    });
  return (
    <section className={styles['row']} aria-label={t('attachments.region')}>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        data-testid="attachment-picker"
        onChange={({ target }) => {
          props.onAdd([...(target.files ?? [])]);
          // The same file can be picked again after it was taken out.
          target.value = '';
        }}
      />
      <Button
        size="small"
        icon={<PaperClipOutlined aria-hidden="true" />}
        disabled={props.locked}
        title={t('attachments.addMore', {
          size: sizeText(props.limits.bytes),
          files: props.limits.files,
        })}
        onClick={() => picker.current?.click()}
      >
        {t('attachments.add')}
      </Button>
      <ul className={styles['list']}>
        {props.attachments.map((each) => (
          <li key={each.id} className={styles['file']} data-tone={toneOf(each)}>
            <span className={styles['name']} title={each.name}>
              {each.name}
            </span>
            <small className={styles['state']}>
              {each.state === 'sent' && <CheckOutlined aria-hidden="true" />}
              {each.state === 'refused' && <WarningOutlined aria-hidden="true" />}
              {stateWords(each)}
            </small>
            {each.state === 'sending' && (
              <progress
                className={styles['progress']}
                value={each.sent}
                max={each.size}
                aria-label={t('attachments.progress', { name: each.name })}
              />
            )}
            {each.state === 'refused' && (
              <button
                type="button"
                className={styles['key']}
                aria-label={t('attachments.retry', { name: each.name })}
                title={t('attachments.retry', { name: each.name })}
                onClick={() => props.onRetry(each.id)}
              >
                <ReloadOutlined aria-hidden="true" />
              </button>
            )}
            <button
              type="button"
              className={styles['key']}
              aria-label={t('attachments.remove', { name: each.name })}
              title={t('attachments.remove', { name: each.name })}
              onClick={() => props.onRemove(each.id)}
            >
              <CloseOutlined aria-hidden="true" />
            </button>
          </li>
        ))}
        {props.attachments.length === 0 && props.notAdded.length === 0 && (
          <li className={styles['hint']}>{t('attachments.hint')}</li>
        )}
      </ul>
      {props.notAdded.length > 0 && (
        <div className={styles['refused']} role="alert" data-tone="danger">
          <WarningOutlined aria-hidden="true" />
          <span>
            {props.notAdded.map(({ name, why }) => (
              <span key={name}>{t('attachments.notAdded', { name, why: words(why) })}</span>
            ))}
          </span>
          <button
            type="button"
            className={styles['key']}
            aria-label={t('attachments.dismiss')}
            title={t('attachments.dismiss')}
            onClick={props.onDismiss}
          >
            <CloseOutlined aria-hidden="true" />
          </button>
        </div>
      )}
    </section>
  );

  function stateWords({ state, sent, size, fault }: AttachmentCard): string {
    if (state === 'refused') return fault === null ? '' : words(fault);
    if (state === 'sending')
      return t('attachments.sending', { percent: Math.floor((100 * sent) / size) });
    return `${sizeText(size)} · ${t(`attachments.${state}`)}`;
  }
}

const toneOf = ({ state }: AttachmentCard): string =>
  state === 'refused' ? 'danger' : state === 'sent' ? 'ok' : 'calm';
