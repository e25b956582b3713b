/** What is drawn: bars of two counts with a rate above them, and a week's hours as a heat map. Pure. */
import type { EChartsOption } from './echarts.ts';
import type { ChartColours } from './chart-theme.ts';

type ChartGroup = {
  readonly key: string;
  readonly name: string;
  /** Two counts beside each other: the whole, and the part of it that went well. */
  readonly whole: number;
  readonly part: number;
  /** 0…100; null: nothing to divide by, and no point is drawn. */
  readonly percent: number | null;
};

type BarWords = {
  readonly whole: string;
  readonly part: string;
  readonly percent: string;
};

const text = ({ text: color, font }: ChartColours, size: number) => ({
  color,
  fontFamily: font,
  fontSize: size,
});

export function barOption(
  groups: readonly ChartGroup[],
  words: BarWords,
  /** 0…100; null: none. */
  target: number | null,
  colours: ChartColours,
  size: number,
): EChartsOption {
  const { primary, calm, ok, danger, muted, line } = colours;
  const quiet = { ...text(colours, size), color: muted };
  return {
    animation: false,
    backgroundColor: colours.surface,
    textStyle: text(colours, size),
    grid: { left: 8, right: 8, top: 3 * size, bottom: groups.length > 40 ? 34 : 8 },
    legend: { top: 0, left: 0, textStyle: text(colours, size), itemHeight: size * 0.75 },
    // Its words are drawn on the canvas: the page's policy lets no style come from a string.
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    ...(groups.length > 40
      ? { dataZoom: [{ type: 'slider' as const, height: 18, bottom: 6, textStyle: quiet }] }
      : {}),
    xAxis: {
      type: 'category',
      data: groups.map(({ name }) => name),
      axisLabel: { ...quiet, hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: [
      {
        type: 'value',
        minInterval: 1,
        axisLabel: quiet,
        splitLine: { lineStyle: { color: line } },
      },
      {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { ...quiet, formatter: '{value} %' },
        splitLine: { show: false },
      },
    ],
    series: [
      {
        type: 'bar',
        name: words.whole,
        data: groups.map(({ whole }) => whole),
        itemStyle: { color: calm },
        barMaxWidth: 28,
        barGap: '-100%',
      },
      {
        type: 'bar',
        name: words.part,
        data: groups.map(({ part }) => part),
        itemStyle: { color: primary },
        barMaxWidth: 28,
      },
      {
        type: 'line',
        name: words.percent,
        yAxisIndex: 1,
        data: groups.map(({ percent }) => percent),
        connectNulls: false,
        // Also by shape: a line with diamonds among bars.
        symbol: 'diamond',
        symbolSize: 8,
        lineStyle: { color: ok, width: 2 },
        itemStyle: { color: ok },
        ...(target === null
          ? {}
          : {
              markLine: {
                symbol: 'none' as const,
                silent: true,
                lineStyle: { color: danger, type: 'dashed' as const },
                // Inside, at the left: the scale of per cent stands at the right.
                label: {
                  ...text(colours, size),
                  formatter: `${target} %`,
                  position: 'insideStartTop' as const,
                },
                data: [{ yAxis: target }],
              },
            }),
      },
    ],
  };
}

export function heatOption(
  /** `1-9`: Mondays at nine. */
  counts: ReadonlyMap<string, number>,
  weekdays: readonly string[],
  words: string,
  colours: ChartColours,
  size: number,
): EChartsOption {
  const cells = weekdays.flatMap((_, day) =>
    Array.from({ length: 24 }, (_none, hour) => [hour, day, counts.get(`${day + 1}-${hour}`) ?? 0]),
  );
  const most = Math.max(1, ...counts.values());
  const quiet = { ...text(colours, size), color: colours.muted };
  return {
    animation: false,
    backgroundColor: colours.surface,
    textStyle: text(colours, size),
    grid: { left: 8, right: 8, top: 8, bottom: 4 * size + 16 },
    tooltip: { renderMode: 'richText', confine: true },
    xAxis: {
      type: 'category',
      data: Array.from({ length: 24 }, (_, hour) => String(hour)),
      axisLabel: quiet,
      axisTick: { show: false },
      axisLine: { show: false },
    },
    yAxis: {
      type: 'category',
      data: [...weekdays],
      inverse: true,
      axisLabel: quiet,
      axisTick: { show: false },
      axisLine: { show: false },
    },
    visualMap: {
      min: 0,
      max: most,
      calculable: true,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 160,
      itemWidth: size,
      // Up to a tone on which the counts can still be read.
      inRange: { color: [colours.surface, colours.primaryLine] },
      textStyle: quiet,
    },
    series: [
      {
        type: 'heatmap',
        name: words,
        data: cells,
        // The count stands in its cell: a colour alone says nothing.
        label: {
          show: true,
          fontSize: size - 1,
          fontFamily: colours.font,
          color: colours.text,
          textBorderColor: colours.surface,
          textBorderWidth: 2,
        },
        itemStyle: { borderColor: colours.surface, borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: colours.text } },
      },
    ],
  };
}
