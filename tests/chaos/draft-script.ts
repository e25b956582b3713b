/** What the script types, what the seat program tells of it, and what it is asked to do: the forms between both programs. */
/** A text grows to this length and is then begun anew: typing, and taking back what was typed. */
const LONGEST = 400;
const SIGNS = [
  ...new Intl.Segmenter('zh').segment('市民反映路灯不亮影响出行𠮷㐂🙏🏽，。“”\n\t<&>\'"'),
].map(({ segment }) => segment);

/** The text of a draft after `revision` keys: the same wherever it is asked. */
export function textAt(draftId: string, revision: number): string {
  const from = draftId.charCodeAt(0) + draftId.charCodeAt(draftId.length - 1);
  return Array.from(
    { length: revision % LONGEST },
    (_, at) => SIGNS[(from + at * 7 + Math.floor(revision / LONGEST)) % SIGNS.length],
  ).join('');
}
export const titleAt = (revision: number): string => `第 ${revision} 稿`;
/** 0: the title is not one of the script's. */
export const revisionOf = (title: string): number => Number(/^第 (\d+) 稿$/u.exec(title)?.[1] ?? 0);

/** One line of the seat program. Each is written before the next thing happens, so a kill takes none of them along. */
export type SeatLine =
  /** A draft that was on the disk at the start; `isWhole`: its text is what the script had typed by then. */
  | {
      readonly kind: 'found';
      readonly id: string;
      readonly revision: number;
      readonly isWhole: boolean;
      readonly status: 'open' | 'to-file' | 'filed';
    }
  /** All that was on the disk has been told. */
  | { readonly kind: 'ready' }
  /** A key is pressed now: `at` in ms since 1970 by the machine's clock, not by the seat's that is set back. */
  | {
      readonly kind: 'key';
      readonly id: string;
      readonly revision: number;
      readonly at: number;
    }
  | { readonly kind: 'saved'; readonly id: string; readonly revision: number }
  /** The person is told that the draft is not on the disk. */
  | { readonly kind: 'unsaved'; readonly id: string }
  /** The person submits it now; the mark is not on the disk yet. */
  | { readonly kind: 'submitting'; readonly id: string }
  | { readonly kind: 'submitted'; readonly id: string }
  /** Is taken out of 待发 now, by the person or because the bridge refused it. */
  | { readonly kind: 'taking-back'; readonly id: string }
  | { readonly kind: 'taken-back'; readonly id: string }
  | { readonly kind: 'filed'; readonly id: string; readonly ticketNo: string }
  /** Another thread of the seat, every `PULSE_MS` while the machine lets it run. */
  | { readonly kind: 'pulse'; readonly at: number }
  /** Nothing waits any more. */
  | { readonly kind: 'drained' };

export const PULSE_MS = 20;

/** The seat program's environment. */
export type SeatOrders = {
  readonly CHAOS_FOLDER: string;
  /** ws: address of the bridge's seat end. */
  readonly CHAOS_WIRE: string;
  readonly CHAOS_TOKEN: string;
  readonly CHAOS_SEED: string;
  /** How far the seat's clock is set back, ms. */
  readonly CHAOS_SET_BACK: string;
  /** `1`: types nothing more, submits what is open, and ends once everything is filed. */
  readonly CHAOS_DRAIN: '0' | '1';
};
