import { AsidePanel, KnowledgePanel } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useDrafts } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';

/** 知识, as a tab of the help column. `focused`: the caret goes into its field. */
export function KnowledgeRegion({ focused = false }: { readonly focused?: boolean }): ReactNode {
  const { knowledge } = useDesk();
  const state = useStore(knowledge.state);
  const timeZone = useDeskState(({ link }) => link.data?.hotline.timeZone ?? 'Asia/Shanghai');
  const now = useDesk().clock();
  const canPut = useDrafts(
    ({ active, items }) => active !== null && items[active]?.status.kind === 'open',
  );
  useEffect(() => knowledge.watch(), [knowledge]);
  return (
    <KnowledgePanel
      {...state}
      today={new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)}
      focused={focused}
      canPut={canPut}
      keyText={{ answer: keyTexts.knowledgeAnswer, steps: keyTexts.knowledgeSteps }}
      onAsk={(text) => knowledge.ask(text)}
      onAgain={() => knowledge.again()}
      onChoose={(id) => knowledge.choose(id)}
      onTurn={(by) => knowledge.turn(by)}
      onRead={(reading) => knowledge.read(reading)}
      onPutAnswer={() => knowledge.putAnswer()}
      onPutSteps={() => knowledge.putSteps()}
      onReport={(kind) => void knowledge.report(kind)}
    />
  );
}

/** 知识 in the help column's place, by its key. */
export function KnowledgeAside(): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  return (
    <AsidePanel
      name="knowledge"
      title={t('knowledge.title')}
      keyText={keyTexts.knowledge}
      onClose={desk.closeAside}
    >
      <KnowledgeRegion focused />
    </AsidePanel>
  );
}
