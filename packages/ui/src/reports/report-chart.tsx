import { Button } from 'antd';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrawn } from '../theme/desk-theme.tsx';
import type { Scheme } from '../theme/palette.ts';
import { chartColours, type ChartColours } from './chart-theme.ts';
import { init, type EChartsOption } from './echarts.ts';
import styles from './report-chart.module.css';

/** What leaves the desk, a picture or a page, is seen on paper or on somebody else's screen. */
const ON_PAPER: Scheme = 'light';
/** Of a caption, px. */
const TEXT_SIZE = 12;

/** A chart with its name; it can be kept as a picture. The table beside it says the same to whoever cannot see it. */
export function ReportChart(props: {
  readonly name: string;
  readonly draw: (colours: ChartColours, textSize: number) => EChartsOption;
  /** A group of it was clicked, by its place. */
  readonly onPick: (index: number | readonly [number, number]) => void;
  readonly onPicture: (bytes: Uint8Array<ArrayBuffer>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const at = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init> | null>(null);
  const pick = useRef(props.onPick);
  const { draw, onPick } = props;

  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    const element = at.current;
    if (element === null) return undefined;
    const made = init(element, null, { renderer: 'canvas' });
    chart.current = made;
    made.on('click', ({ dataIndex, value }) => {
      const cell = Array.isArray(value) ? value.map(Number) : null;
      pick.current(cell === null ? dataIndex : [cell[0] ?? 0, cell[1] ?? 0]);
    });
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  const { scheme, scale } = useDrawn();
  const paint = useCallback(
    (as: Scheme) => {
      const { fontFamily } = getComputedStyle(document.body);
      const option = draw(chartColours(as, fontFamily), TEXT_SIZE * scale);
      chart.current?.setOption(option, { notMerge: true });
    },
    [draw, scale],
  );
  useEffect(() => paint(scheme), [paint, scheme]);
  useEffect(() => {
    const onPrint = (): void => {
      paint(ON_PAPER);
      // The page is printed as it stands now, before the next frame.
      chart.current?.getZr().flush();
    };
    const afterPrint = (): void => paint(scheme);
    addEventListener('beforeprint', onPrint);
    addEventListener('afterprint', afterPrint);
    return () => {
      removeEventListener('beforeprint', onPrint);
      removeEventListener('afterprint', afterPrint);
    };
  }, [paint, scheme]);

  function keep(): void {
    paint(ON_PAPER);
    const address = chart.current?.getDataURL({ type: 'png', pixelRatio: 2 });
    paint(scheme);
    if (address === undefined) return;
    const letters = atob(address.slice(address.indexOf(',') + 1));
    props.onPicture(Uint8Array.from(letters, (letter) => letter.codePointAt(0) ?? 0));
  }

  return (
    <figure className={styles['chart']} data-testid="report-chart">
      <figcaption>
        <span>{props.name}</span>
        <Button size="small" className={styles['keep'] ?? ''} onClick={keep}>
          {t('reports.savePng')}
        </Button>
      </figcaption>
      <div
        ref={at}
        className={styles['canvas']}
        // The picture is a canvas that is put into it.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="img"
        aria-label={t('reports.chartOf', { name: props.name })}
      />
    </figure>
  );
}
