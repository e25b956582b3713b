import { BarChartOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';

/** 报表: to the reports, and back to the workbench. */
export function ReportKey(props: {
  readonly keyText: string;
  readonly isShown: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <KeyButton
      shape="small"
      tone="calm"
      label={t(props.isShown ? 'reports.back' : 'reports.open')}
      keyText={props.keyText}
      icon={<BarChartOutlined aria-hidden="true" />}
      hint={t('reports.openMore')}
      onPress={props.onPress}
    />
  );
}
