import { KnowledgePanel } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDrafts } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { isChangeable } from '../store/drafts.ts';
import { useToday } from './use-today.ts';

/** 知识, as a tab of the help column: what fits the draft that is being written. */
export function KnowledgeRegion(): ReactNode {
  const { knowledge } = useDesk();
  const state = useStore(knowledge.state);
  const today = useToday();
  const canPut = useDrafts(({ active, items }) => {
    const front = active === null ? undefined : items[active];
    return front !== undefined && isChangeable(front);
  });
  useEffect(() => knowledge.watch(), [knowledge]);
  return (
    <KnowledgePanel
      {...state}
      today={today}
      canPut={canPut}
      keyText={{ answer: keyTexts.knowledgeAnswer, steps: keyTexts.knowledgeSteps }}
      onAsk={(text) => knowledge.ask(text)}
      onAgain={() => knowledge.again()}
      onChoose={(id) => knowledge.choose(id)}
      onTurn={(by) => knowledge.turn(by)}
      onRead={(reading) => knowledge.read(reading)}
      onPutAnswer={() => knowledge.putAnswer()}
      onPutSteps={() => knowledge.putSteps()}
      onPaper={(hash, name) => void knowledge.openPaper(hash, name)}
      onReport={(kind, note) => void knowledge.report(kind, note)}
    />
  );
}
