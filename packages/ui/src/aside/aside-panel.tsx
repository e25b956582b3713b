import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './aside-panel.module.css';

/** A panel in the help column's place; the key that opened it, or Esc in it, closes it. */
export function AsidePanel(props: {
  readonly name: string;
  readonly title: string;
  readonly keyText: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={styles['panel']}
      aria-label={props.title}
      data-aside={props.name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <header className={styles['head']}>
        <h2>{props.title}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('aside.close', { name: props.title })}
          title={`${t('aside.close', { name: props.title })} ${props.keyText}`}
          onClick={props.onClose}
        />
      </header>
      <div className={styles['body']}>{props.children}</div>
    </aside>
  );
}
