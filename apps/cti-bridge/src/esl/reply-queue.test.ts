import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Jobs } from './jobs.ts';
import { ReplyQueue } from './reply-queue.ts';

describe('replies', () => {
  it('go to the commands in order, and a late one to nobody', () => {
    const queue = new ReplyQueue<string>();
    const got: string[] = [];
    queue.push((reply) => got.push(`a ${reply}`));
    const giveUp = queue.push((reply) => got.push(`b ${reply}`));
    queue.push((reply) => got.push(`c ${reply}`));
    giveUp();
    expect(['1', '2', '3', '4'].map((reply) => queue.settleNext(reply))).toEqual([
      'settled',
      'late',
      'settled',
      'unexpected',
    ]);
    expect(got).toEqual(['a 1', 'c 3']);
  });

  it('stay matched over any mixture of questions, answers and time-outs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ask', 'ask-and-give-up', 'answer'), { maxLength: 5000 }),
        (steps) => {
          const queue = new ReplyQueue<number>();
          let asked = 0;
          let answered = 0;
          const wrong: number[] = [];
          for (const step of steps) {
            if (step === 'answer') queue.settleNext(answered++);
            else {
              // Answers that nobody asked for do not count.
              if (queue.length === 0) answered = asked;
              const mine = asked++;
              const giveUp = queue.push((reply) => {
                if (reply !== mine) wrong.push(mine);
              });
              if (step === 'ask-and-give-up') giveUp();
            }
          }
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});

const jobs = (): Jobs => {
  let last = 0;
  return new Jobs(() => `job-${++last}`);
};

describe('jobs', () => {
  it('a job is settled once, others are not ours', () => {
    const list = jobs();
    const got: unknown[] = [];
    const id = list.open((outcome) => got.push(outcome));
    expect(list.settle('somebody-elses', '+OK')).toBe('not-ours');
    expect(list.settle(id, '+OK')).toBe('settled');
    expect(list.settle(id, '+OK')).toBe('not-ours');
    expect(got).toEqual([{ jobId: 'job-1', reply: '+OK' }]);
  });

  it('an abandoned job is known when it comes late, the last 256 of them', () => {
    const list = jobs();
    const ids = Array.from({ length: 300 }, () => list.open(() => {}));
    for (const id of ids) expect(list.abandon(id)).toBe(true);
    expect(list.settle(ids[0] ?? '', '')).toBe('not-ours');
    expect(list.settle(ids[299] ?? '', '')).toBe('late');
  });

  it('all that are open are lost with the connection', () => {
    const list = jobs();
    const got: unknown[] = [];
    list.open((outcome) => got.push(outcome));
    list.open((outcome) => got.push(outcome));
    list.loseAll();
    expect(got).toEqual(['connection-lost', 'connection-lost']);
  });
});
