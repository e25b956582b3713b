import { zhCN } from './zh-cn.ts';
import { en } from './en.ts';

/** Same keys in every language, any text behind them. */
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
export type Words = Shape<typeof zhCN>;
export type Language = 'zh-CN' | 'en';
export const languages = ['zh-CN', 'en'] as const;

export const resources = { 'zh-CN': { desk: zhCN }, en: { desk: en } } as const;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk';
    resources: { desk: Words };
  }
}
