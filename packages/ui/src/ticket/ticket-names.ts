/** Names of what stands in tickets by its id; what a newer bridge says is shown by its id rather than hidden. */
import type { TicketTerms } from '@hotline/domain/ticket-api';
import type { TFunction } from 'i18next';
import { named } from '../words/named.ts';

type Named = TicketTerms['kinds'];

export function nameOf(items: Named, id: string, language: string): string {
  const item = items.find((each) => each.id === id);
  return item === undefined ? id : named(item, language);
}

export function categoryName({ categories }: TicketTerms, code: string): string {
  const name = categories.find((each) => each.code === code)?.zh;
  return name === undefined ? code : `${name}（${code}）`;
}

/** The desk's own word for `id` under `path`, with what it is `about`; null: it has none. */
export function wordFor(
  id: string,
  path: string,
  t: TFunction,
  about: Readonly<Record<string, unknown>> = {},
): string | null {
  const key = `${path}.${id}`;
  const words = (t as (key: string, about: Readonly<Record<string, unknown>>) => string)(
    key,
    about,
  );
  return words === key ? null : words;
}

/** Their name, or the id that they sign in with. */
export const personName = ({ people }: TicketTerms, person: string): string =>
  people[person] ?? person;
