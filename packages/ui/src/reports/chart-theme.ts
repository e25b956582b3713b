/** The desk's palette for a canvas, which knows no custom properties: read from the page when a chart is drawn. */
export type ChartColours = {
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly primary: string;
  readonly primaryLine: string;
  readonly ok: string;
  readonly danger: string;
  readonly calm: string;
  readonly font: string;
};

export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    surface: of('--surface'),
    text: of('--text'),
    muted: of('--muted'),
    line: of('--line'),
    primary: of('--primary-solid'),
    primaryLine: of('--primary-line'),
    ok: of('--ok-fg'),
    danger: of('--danger-solid'),
    calm: of('--calm-line'),
    font: getComputedStyle(document.body).fontFamily,
  };
}
