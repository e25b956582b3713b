import type { LedgerFact } from '@hotline/domain/ledger';
import { describe, expect, test } from 'vitest';
import { Scene, person } from './testing/scene.ts';
import { Surveys } from './surveys.ts';

function asked(): Scene {
  const scene = new Scene({ asksSatisfaction: true });
  scene.pbx.connect();
  scene.works(person('1001'));
  scene.pbx.arrive('c1');
  scene.pbx.answers('1001');
  void scene.command('1001', { name: 'call.hang-up', args: { callId: 'c1' } });
  return scene;
}
const leg = (scene: Scene): string => scene.pbx.commands.at(-1)?.split(' ')[1] ?? '';
const ends = (scene: Scene, survey?: string): void =>
  scene.pbx.say({
    kind: 'leg-ended',
    leg: leg(scene),
    callId: 'c1',
    cause: 'NORMAL_CLEARING',
    by: 'pbx',
    survey,
  });

test('the citizen is handed to the PBX, not hung up; the seat writes up', () => {
  const scene = asked();
  expect(scene.pbx.commands.filter((command) => command.startsWith('survey'))).toHaveLength(1);
  expect(scene.pbx.hangUps).toEqual(['leg-1']);
  expect(scene.activity('1001').kind).toBe('wrapping');
  expect(scene.ledger.last('survey-asked')).toEqual({ kind: 'survey-asked', callId: 'c1' });
});

test('the answer is booked once, and nobody is troubled by the leg of a call that is over', () => {
  const scene = asked();
  ends(scene, '4');
  ends(scene, '4');
  expect(scene.ledger.last('survey-ended')).toMatchObject({ outcome: 'scored', score: 4 });
  expect(scene.ledger.ofCall('c1').filter((kind) => kind === 'survey-ended')).toHaveLength(1);
  expect(scene.problems).toEqual([]);
});

test('found again after a restart: not taken for a call that waits; its answer is booked', () => {
  const scene = asked();
  scene.restart();
  scene.pbx.surveyed = ['c1'];
  scene.pbx.connect();
  expect(scene.desk.snapshot('1001').waiting).toEqual([]);
  ends(scene, 'refused');
  expect(scene.ledger.last('survey-ended')).toMatchObject({ outcome: 'refused', score: null });
});

test('gone while nobody looked: lost, and not believed to have refused', () => {
  const scene = asked();
  scene.restart();
  scene.pbx.connect();
  expect(scene.ledger.last('survey-ended')).toMatchObject({ outcome: 'lost', score: null });
});

describe('what the PBX noted', () => {
  test.each([
    ['1', 'scored', 1],
    ['5', 'scored', 5],
    ['refused', 'refused', null],
    ['timed-out', 'timed-out', null],
    ['asked', 'hung-up', null],
    // Nothing of ours: whoever wrote it, no score is made up.
    ['6', 'hung-up', null],
    ['', 'hung-up', null],
  ] as const)('%s', (note, outcome, score) => {
    const facts: LedgerFact[] = [];
    const surveys = new Surveys(['c1'], (fact) => void facts.push(fact));
    surveys.ended('c1', note);
    expect(facts).toEqual([{ kind: 'survey-ended', callId: 'c1', outcome, score }]);
  });

  test('of a call that was not asked: nothing', () => {
    const facts: LedgerFact[] = [];
    new Surveys([], (fact) => void facts.push(fact)).ended('c1', '5');
    expect(facts).toEqual([]);
  });
});
