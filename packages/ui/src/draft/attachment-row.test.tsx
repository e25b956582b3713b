// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { AttachmentRow, type AttachmentCard, type AttachmentRowProps } from './attachment-row.tsx';

afterEach(cleanup);

const card = (change: Partial<AttachmentCard>): AttachmentCard => ({
  id: 'a',
  name: '现场.png',
  size: 2_500_000,
  state: 'here',
  sent: 0,
  fault: null,
  ...change,
});

async function row(change: Partial<AttachmentRowProps>) {
  const called = {
    onAdd: vi.fn<AttachmentRowProps['onAdd']>(),
    onRemove: vi.fn<AttachmentRowProps['onRemove']>(),
    onRetry: vi.fn<AttachmentRowProps['onRetry']>(),
    onDismiss: vi.fn<AttachmentRowProps['onDismiss']>(),
  };
  await renderDesk(
    <AttachmentRow
      attachments={[]}
      notAdded={[]}
      locked={false}
      limits={{ bytes: 20 * 1024 * 1024, files: 20 }}
      {...called}
      {...change}
    />,
  );
  return called;
}

it.each<[string, Partial<AttachmentCard>, string]>([
  ['on the seat’s disk', { state: 'here' }, '2.4 MB · 已存本机，待传'],
  ['on its way', { state: 'sending', sent: 1_000_000 }, '正在上传 40%'],
  ['at the bridge', { state: 'sent' }, '2.4 MB · 已上传'],
  ['refused', { state: 'refused', fault: 'type-not-allowed' }, '服务器不接受这种文件'],
])('%s: says so in words', async (_, change, words) => {
  await row({ attachments: [card(change)] });
  expect(screen.getByRole('listitem').textContent).toContain(words);
});

it('one that was refused can be tried again, each can be taken out', async () => {
  const refused = card({ id: 'b', name: '坏.png', state: 'refused', fault: 'refused' });
  const { onRetry, onRemove } = await row({ attachments: [card({}), refused] });
  expect(screen.queryByRole('button', { name: '重新上传 现场.png' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '重新上传 坏.png' }));
  await userEvent.click(screen.getByRole('button', { name: '移除 现场.png' }));
  expect(onRetry).toHaveBeenCalledWith('b');
  expect(onRemove).toHaveBeenCalledWith('a');
});

it('the same file can be picked again', async () => {
  const { onAdd } = await row({});
  const file = new File(['x'], '现场.png', { type: 'image/png' });
  const picker = screen.getByTestId<HTMLInputElement>('attachment-picker');
  await userEvent.upload(picker, file);
  expect(onAdd).toHaveBeenCalledWith([file]);
  expect(picker.value).toBe('');
});

it('what was not taken stays told until it is read', async () => {
  const { onDismiss } = await row({ notAdded: [{ name: '录像.mp4', why: 'too-large' }] });
  const told = within(screen.getByRole('alert'));
  expect(told.getByText('未添加“录像.mp4”：超过 20 MB 或服务器允许的大小')).toBeTruthy();
  await userEvent.click(told.getByRole('button', { name: '知道了' }));
  expect(onDismiss).toHaveBeenCalledOnce();
});

it('a draft that is on its way takes no more', async () => {
  await row({ locked: true });
  expect(screen.getByRole('button', { name: /添加附件/ })).toHaveProperty('disabled', true);
});
