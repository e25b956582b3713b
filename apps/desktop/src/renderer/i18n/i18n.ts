import { resources, type Language } from '@hotline/ui';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The words of the desk in both languages, all on board: no loading, so no flash of keys. */
export async function startWords(language: Language): Promise<i18n> {
  const words = createInstance();
  await words.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'zh-CN',
    defaultNS: 'desk',
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  return words;
}
