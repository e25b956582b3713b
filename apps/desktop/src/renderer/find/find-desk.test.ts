import { aTicketView } from '@hotline/domain/ticket-api/testing';
import { expect, it, vi } from 'vitest';
import { fakeCore, settled } from '../knowledge/fake-core.testing.ts';
import { createFindDesk } from './find-desk.ts';

const ticket = (ticketNo: string) => aTicketView({ ticketNo });

function desk(answer: (address: URL) => Promise<Response>) {
  const fake = fakeCore();
  const fetcher = vi.fn<typeof fetch>((address) =>
    answer(new URL(address instanceof Request ? address.url : address)),
  );
  Object.assign(fake.core.ports, { fetcher });
  const find = createFindDesk(fake.core);
  return { ...fake, find, fetcher, now: () => find.state.getState() };
}

it('asks the bridge once the typing pauses, by title', async () => {
  const { find, pause, now, fetcher } = desk(async (address) => {
    expect(address.searchParams.get('title')).toBe('停水');
    return Response.json({ tickets: [ticket('20261121-000847')], next: null });
  });
  find.type('停');
  find.type('停水');
  await pause();
  expect(fetcher).toHaveBeenCalledOnce();
  expect(now().tickets).toMatchObject({
    kind: 'found',
    hits: [{ ticketNo: '20261121-000847', title: '停水' }],
  });
});

it('one character is in every title: it asks for nothing', async () => {
  const { find, pause, now, fetcher } = desk(async () => Response.error());
  find.type('停');
  await pause();
  expect(fetcher).not.toHaveBeenCalled();
  expect(now().tickets.kind).toBe('not-asked');
});

it('an answer that comes after other words were typed is not shown', async () => {
  const late: ((answer: Response) => void)[] = [];
  const { find, pause, now } = desk(
    () =>
      new Promise((resolve) => {
        late.push(resolve);
      }),
  );
  find.type('停水');
  await pause();
  find.clear();
  late[0]?.(Response.json({ tickets: [ticket('20261121-000847')], next: null }));
  await settled();
  expect(now().tickets.kind).toBe('not-asked');
});

it('with the bridge away it says so, and what may not be seen is not there', async () => {
  const away = desk(() => Promise.reject(new TypeError('away')));
  away.find.type('停水');
  await away.pause();
  expect(away.now().tickets.kind).toBe('failed');
  const denied = desk(async () => Response.json({ code: 'not-allowed' }, { status: 403 }));
  denied.find.type('20261121-000847');
  await denied.pause();
  expect(denied.now().tickets).toEqual({ kind: 'found', hits: [] });
});
