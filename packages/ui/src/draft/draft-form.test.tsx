// @vitest-environment happy-dom
import { emptyDraft } from '@hotline/domain/draft';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { DraftForm } from './draft-form.tsx';

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
  categories: [
    { code: '0202', zh: '市政设施', pinyin: 'shi zheng she shi' },
    { code: '020201', zh: '路灯故障', pinyin: 'lu deng gu zhang' },
  ],
};
const form = (locked: boolean) => (
  <DraftForm
    draft={emptyDraft('d1', null)}
    hotline={hotline}
    locked={locked}
    onChange={() => undefined}
  />
);

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
