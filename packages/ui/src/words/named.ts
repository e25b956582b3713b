/** The name of something that the hotline's configuration gives in both languages. */
export function named(
  item: { readonly zh: string; readonly en: string },
  language: string,
): string {
  return language === 'en' ? item.en : item.zh;
}
