/** One mistake in a configuration file or in the environment, told so that it can be mended without reading code. */
export type ConfigProblem = {
  /** File name, or `environment`. */
  readonly file: string;
  /** From 1; null where there is no line (a missing file, an environment variable). */
  readonly line: number | null;
  readonly column: number | null;
  /** `queues[0].ringSeconds`, or '' for the file as a whole. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
};

export function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (written, key) =>
      typeof key === 'number'
        ? `${written}[${key}]`
        : written === ''
          ? String(key)
          : `${written}.${String(key)}`,
    '',
  );
}

/** All problems at once, in file order, Chinese first. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  const head = `配置有 ${problems.length} 处错误，未启动。 ${problems.length} problem(s) in the configuration; nothing was started.`;
  const blocks = [...problems]
    .sort((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0))
    .map(({ file, line, column, path, zh, en }) => {
      const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
      return `${place}${path === '' ? '' : `  ${path}`}\n  ${zh}\n  ${en}`;
    });
  return [head, ...blocks].join('\n');
}
