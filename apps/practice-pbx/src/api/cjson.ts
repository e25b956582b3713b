/** cJSON_Print's layout, which mod_conference and mod_sofia answer in: tabs, and a list's items on the bracket's line. */
export function cjson(value: unknown, depth = 1): string {
  if (Array.isArray(value)) return `[${value.map((item) => cjson(item, depth + 1)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, entry]) => `${'\t'.repeat(depth)}${JSON.stringify(key)}:\t${cjson(entry, depth + 1)}`,
    );
    return entries.length === 0
      ? `{\n${'\t'.repeat(depth - 1)}}`
      : `{\n${entries.join(',\n')}\n${'\t'.repeat(depth - 1)}}`;
  }
  return JSON.stringify(value);
}
