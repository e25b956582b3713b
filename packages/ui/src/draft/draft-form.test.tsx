// @vitest-environment happy-dom
import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { indexCategories, indexPlaces } from '@hotline/domain/intake';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { DraftForm, type IntakeView } from './draft-form.tsx';

afterEach(cleanup);

const hotline = {
  ticketKinds: [
    { id: 'consult', zh: '咨询', en: 'Enquiry' },
    { id: 'complaint', zh: '投诉', en: 'Complaint' },
  ],
  urgencies: [
    { id: 'normal', zh: '一般', en: 'Normal' },
    { id: 'urgent', zh: '紧急', en: 'Urgent' },
  ],
};
const intake: IntakeView = {
  categories: indexCategories([
    { code: '0202', zh: '市政设施', pinyin: 'shi zheng she shi' },
    { code: '020201', zh: '路灯故障', pinyin: 'lu deng gu zhang' },
    { code: '03', zh: '公用事业', pinyin: 'gong yong shi ye' },
  ]),
  places: indexPlaces([
    { code: '01', kind: 'district', zh: '东湖区', pinyin: 'dong hu qu', within: null },
    { code: '01R1', kind: 'road', zh: '长虹路', pinyin: 'chang hong lu', within: '01' },
  ]),
  refusals: [
    {
      reason: 'litigation',
      zh: '已进入诉讼',
      en: 'Before a court',
      say: { zh: '请咨询法院', en: 'Please ask the court' },
    },
  ],
  specialGroups: [],
  units: [],
  recent: ['03'],
  near: null,
  today: '2026-11-30',
  phrases: {
    phrases: [
      {
        id: 'lamps',
        zh: '路灯不亮',
        en: 'Lamps',
        pinyin: 'lu deng bu liang',
        text: '【地点】路灯自【日期】不亮。',
      },
    ],
    own: new Set(),
    keyText: 'Ctrl+J',
    asked: 0,
    onKeep: () => undefined,
    onDrop: () => undefined,
  },
};

/** The form with a draft that really changes. */
function Living(props: {
  readonly locked?: boolean;
  readonly callId?: string;
  readonly asked?: number;
  readonly changed?: (draft: TicketDraft) => void;
}) {
  const [draft, setDraft] = useState(() => emptyDraft('d1', props.callId ?? null));
  const [undone, setUndone] = useState('');
  return (
    <>
      <DraftForm
        draft={draft}
        hotline={hotline}
        intake={{ ...intake, phrases: { ...intake.phrases, asked: props.asked ?? 0 } }}
        locked={props.locked ?? false}
        onChange={(change) => {
          const next = { ...draft, ...change };
          setDraft(next);
          props.changed?.(next);
        }}
        onUndo={() => setUndone('undo')}
        onRedo={() => setUndone('redo')}
      />
      <output data-testid="undone">{undone}</output>
    </>
  );
}
const form = (locked: boolean) => <Living locked={locked} />;

describe('the draft form', () => {
  it('cannot be changed while it is on its way to the bridge', async () => {
    await renderDesk(form(true));
    for (const field of screen.getAllByRole('textbox')) {
      expect((field as HTMLInputElement).disabled).toBe(true);
    }
    for (const choice of screen.getAllByRole('radio')) {
      expect((choice as HTMLInputElement).disabled).toBe(true);
    }
  });
  it('names its choices in the language of the desk', async () => {
    await renderDesk(form(false), { language: 'en' });
    expect(screen.getByRole('radio', { name: 'Complaint' })).toBeTruthy();
    expect(screen.getByRole('radiogroup', { name: 'Urgency' })).toBeTruthy();
  });
});

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: '类别' });
const shown = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);

describe('the category', () => {
  it('is found by initials and taken by Enter, or by Tab on the way', async () => {
    await renderDesk(<Living />);
    const user = userEvent.setup();
    await user.type(field(), 'ldgz{Enter}');
    expect(field().value).toBe('市政设施 › 路灯故障');
    await user.clear(field());
    await user.type(field(), 'gysy{Tab}');
    expect(field().value).toBe('公用事业');
  });
  it('opens as what was used lately and the tree when nothing is typed; → opens a branch, Esc leaves it as it was', async () => {
    await renderDesk(<Living />);
    const user = userEvent.setup();
    field().focus();
    await user.keyboard('{ArrowDown}');
    expect(shown()).toEqual(['公用事业最近使用03', '▸市政设施0202', '公用事业03']);
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(shown()).toContain('路灯故障020201');
    await user.keyboard('{ArrowDown}{ArrowLeft}');
    expect(shown()).not.toContain('路灯故障020201');
    await user.keyboard('{ArrowRight}{ArrowDown}{Enter}');
    expect(field().value).toBe('市政设施 › 路灯故障');
    await user.keyboard('{ArrowDown}{Escape}');
    expect(shown()).toEqual([]);
    expect(field().value).toBe('市政设施 › 路灯故障');
  });
  it('says so when nothing fits, and keeps what was chosen before', async () => {
    await renderDesk(<Living />);
    const user = userEvent.setup();
    await user.type(field(), '03{Enter}');
    await user.type(field(), 'zzzz');
    expect(screen.getByText('没有匹配的类别')).toBeTruthy();
    await user.tab();
    expect(field().value).toBe('公用事业');
  });
});

it('a place is completed by initials; Tab leaves what was typed', async () => {
  await renderDesk(<Living />);
  const user = userEvent.setup();
  const place = screen.getByRole<HTMLInputElement>('combobox', { name: '地点' });
  await user.type(place, 'chl{Enter}');
  expect(place.value).toBe('东湖区长虹路');
  await user.clear(place);
  await user.type(place, 'dhq{Tab}');
  expect(place.value).toBe('dhq');
});

it('set phrases unfold from their initials, and Tab goes through their gaps', async () => {
  await renderDesk(<Living />);
  const user = userEvent.setup();
  const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: '内容' });
  await user.type(text, 'ldbl');
  await user.click(screen.getByRole('button', { name: /常用语/ }));
  expect(text.value).toBe('【地点】路灯自【日期】不亮。');
  await user.keyboard('长虹路');
  expect(text.value).toBe('长虹路路灯自【日期】不亮。');
  await user.tab();
  await user.keyboard('昨晚');
  expect(text.value).toBe('长虹路路灯自昨晚不亮。');
  await user.tab();
  expect(document.activeElement).not.toBe(text);
});

it('不受理 has a reason and the words to say, in the citizen’s language', async () => {
  let now: TicketDraft | null = null;
  await renderDesk(<Living changed={(draft) => (now = draft)} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: '不受理' }));
  await user.selectOptions(screen.getByRole('combobox', { name: '不受理原因' }), 'litigation');
  expect(now).toMatchObject({ refusal: { reason: 'litigation', explanation: '请咨询法院' } });
  await user.click(screen.getByRole('radio', { name: 'English' }));
  expect(now).toMatchObject({ refusal: { explanation: 'Please ask the court' } });
  const say = screen.getByRole('textbox', { name: '对市民说' });
  await user.type(say, '!');
  await user.click(screen.getByRole('radio', { name: '中文' }));
  expect(now).toMatchObject({ refusal: { explanation: 'Please ask the court!' } });
});

it('an ID number is whole only under the caret, and what is wrong with it is said', async () => {
  await renderDesk(<Living />);
  const user = userEvent.setup();
  await user.click(screen.getByText('来电人更多信息'));
  const number = screen.getByRole<HTMLInputElement>('textbox', { name: '身份证号' });
  await user.type(number, '110105 19491231-0021');
  expect(screen.getByText('校验码不符，请与来电人核对')).toBeTruthy();
  await user.type(number, '{Backspace}x');
  expect(screen.getByText('校验码正确')).toBeTruthy();
  await user.tab();
  expect(number.value).toBe('110105********002X');
});

it('Ctrl+Z and Ctrl+Y in any field are the form’s', async () => {
  await renderDesk(<Living />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('textbox', { name: '标题' }));
  await user.keyboard('{Control>}z{/Control}');
  expect(screen.getByTestId('undone').textContent).toBe('undo');
  await user.keyboard('{Control>}y{/Control}');
  expect(screen.getByTestId('undone').textContent).toBe('redo');
});

it('only a draft without a call asks how it came in', async () => {
  const { unmount } = await renderDesk(<Living callId="c-1" />);
  expect(screen.queryByRole('radiogroup', { name: '渠道' })).toBeNull();
  unmount();
  await renderDesk(<Living />);
  expect(screen.getByRole('radiogroup', { name: '渠道' })).toBeTruthy();
});
