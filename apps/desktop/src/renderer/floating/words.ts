import type { FloatingAction, FloatingView } from '../../shared/floating-view.ts';

type Words = {
  readonly state: Readonly<Record<FloatingView['state'], string>>;
  readonly action: Readonly<Record<FloatingAction, string>>;
  /** Of a key that undoes what it did. */
  readonly undo: Readonly<Record<'mute' | 'hold', string>>;
  readonly trouble: string;
};

/** The desk's own terms (packages/ui/src/words), as many as the bar needs. */
export const WORDS: Readonly<Record<FloatingView['language'], Words>> = {
  'zh-CN': {
    state: {
      'signed-out': '未签入',
      ready: '示闲',
      away: '示忙',
      ringing: '振铃',
      answering: '接听中',
      talking: '通话',
      held: '保持',
      wrapping: '整理',
    },
    action: {
      answer: '接听',
      'hang-up': '挂断',
      mute: '静音',
      hold: '保持',
      'show-desk': '话务台',
      close: '收起',
    },
    undo: { mute: '取消静音', hold: '取回' },
    trouble: '声音或话机异常，请看话务台',
  },
  en: {
    state: {
      'signed-out': 'Signed out',
      ready: 'Ready',
      away: 'Busy',
      ringing: 'Ringing',
      answering: 'Answering',
      talking: 'Talking',
      held: 'On hold',
      wrapping: 'Wrap-up',
    },
    action: {
      answer: 'Answer',
      'hang-up': 'Hang up',
      mute: 'Mute',
      hold: 'Hold',
      'show-desk': 'Desk',
      close: 'Close',
    },
    undo: { mute: 'Unmute', hold: 'Retrieve' },
    trouble: 'Audio or phone trouble, see the desk',
  },
};
