// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { SignInForm, type SignInFormProps, type SignInTrouble } from './sign-in-form.tsx';

afterEach(cleanup);
const NOW = 1_000_000;
const props = (change: Partial<SignInFormProps> = {}): SignInFormProps => ({
  hotlineName: '12345政务服务便民热线',
  practice: false,
  appVersion: '0.1.0',
  lastPerson: '',
  under: false,
  trouble: null,
  onSignIn: () => undefined,
  ...change,
});
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: '签入' });

describe('signing in', () => {
  it('takes person and password by keyboard', async () => {
    const onSignIn = vi.fn<SignInFormProps['onSignIn']>();
    await renderDesk(<SignInForm {...props({ onSignIn })} />, { now: NOW });
    await userEvent.type(screen.getByLabelText('工号'), ' lin.xiaoyu ');
    await userEvent.type(screen.getByLabelText('密码'), ' s3cret {Enter}');
    // Blanks around a number are slips; in a password they are meant.
    expect(onSignIn).toHaveBeenCalledExactlyOnceWith('lin.xiaoyu', ' s3cret ');
  });
  it('is not possible without a password, nor twice at once', async () => {
    await renderDesk(<SignInForm {...props({ lastPerson: 'lin.xiaoyu' })} />, { now: NOW });
    expect(button().disabled).toBe(true);
  });
  it('is not possible while the account is locked', async () => {
    const trouble: SignInTrouble = { code: 'locked', until: NOW + 287_000 };
    await renderDesk(<SignInForm {...props({ lastPerson: 'lin.xiaoyu', trouble })} />, {
      now: NOW,
    });
    await userEvent.type(screen.getByLabelText('密码'), 'x');
    expect(button().disabled).toBe(true);
    expect(screen.getByRole('alert').textContent).toContain('04:47');
  });
});

describe('what went wrong is told in words', () => {
  it.each([
    [{ code: 'wrong-password', triesLeft: 2 }, '还可以试 2 次'],
    [{ code: 'wrong-password', triesLeft: null }, '工号或密码不对'],
    [{ code: 'unreachable', url: 'http://10.0.0.1:12380' }, 'http://10.0.0.1:12380'],
    [{ code: 'superseded' }, '已在另一处签入'],
    [{ code: 'expired' }, '签入已过期'],
    [{ code: 'protocol' }, '版本不一致'],
  ] as [SignInTrouble, string][])('%o', async (trouble, words) => {
    await renderDesk(<SignInForm {...props({ trouble })} />, { now: NOW });
    expect(screen.getByRole('alert').textContent).toContain(words);
  });
});
