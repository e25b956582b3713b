/** `870 KB`, `2.4 MB`: as file managers say it. */
export function sizeText(bytes: number): string {
  const kilo = bytes / 1024;
  return kilo < 1024
    ? `${Math.max(1, Math.round(kilo))} KB`
    : `${Number((kilo / 1024).toFixed(1))} MB`;
}
