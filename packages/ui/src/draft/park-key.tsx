import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './draft-foot.module.css';

export type ParkKeyProps = {
  readonly reasons: readonly { readonly id: string; readonly name: string }[];
  /** The reasons are there to choose from. */
  readonly asking: boolean;
  readonly keyText: string;
  readonly onAsk: () => void;
  readonly onStop: () => void;
  readonly onPark: (reason: string) => void;
};

/** 暂存: no draft is put aside without a reason; arrows and Enter choose it, Esc goes back. */
export function ParkKey(props: ParkKeyProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dropdown
      open={props.asking}
      // A menu that a key has opened takes the focus (WAI-ARIA APG, menu button).
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      trigger={['click']}
      placement="topRight"
      menu={{
        'aria-label': t('draft.parkWhy'),
        items: [
          {
            type: 'group',
            label: t('draft.parkWhy'),
            children: props.reasons.map(({ id, name }) => ({ key: id, label: name })),
          },
        ],
        onClick: ({ key }) => props.onPark(key),
      }}
      onOpenChange={(open) => (open ? props.onAsk() : props.onStop())}
    >
      <Button
        aria-label={t('draft.park')}
        aria-haspopup="menu"
        aria-keyshortcuts="Control+Shift+Enter"
      >
        {t('draft.park')}
        <kbd className={styles['kbd']} aria-hidden="true">
          {props.keyText}
        </kbd>
      </Button>
    </Dropdown>
  );
}
