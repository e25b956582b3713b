/** 专席 and seats are ours; everybody else is reached by a number. */
export type DirectoryKind =
  | 'seat'
  | 'skill'
  | 'expert'
  | 'department'
  | 'utility'
  | 'sub-centre'
  | 'outside';

/** Minutes of the hotline's local day. `to` at or before `from`: it runs past midnight into the next day. */
export type OpeningHours = {
  /** 1 = Monday … 7 = Sunday: the days on which it begins. */
  readonly days: readonly number[];
  /** 0–1439 */
  readonly from: number;
  /** 0–1440 */
  readonly to: number;
};

/** One entry of the directory (通讯录): whom a call can be taken to. */
export type DirectoryEntry = {
  readonly id: string;
  readonly kind: DirectoryKind;
  readonly zh: string;
  readonly en: string;
  /** As it is dialled, without separators. */
  readonly number: string | null;
  readonly seat: string | null;
  readonly skill: string | null;
  /** Ids of the skills that are languages. */
  readonly languages: readonly string[];
  /** null: always open. */
  readonly hours: readonly OpeningHours[] | null;
  readonly note: string | null;
  /** Place among the ten most used, 1–10. */
  readonly quick: number | null;
  /** Pinyin initials of `zh`, lower case: 重庆 → cq. */
  readonly initials: string;
};
