import { KnowledgeOffice } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { useToday } from './use-today.ts';

/** 知识维护 in the columns' place, for those whose role may write. */
export function KnowledgeOfficeRegion(): ReactNode {
  const { knowledgeOffice: office, knowledge } = useDesk();
  const state = useStore(office.state);
  const categories = useDeskState(({ link }) => link.data?.hotline.categories ?? noCategories);
  return (
    <KnowledgeOffice
      {...state}
      hasMore={state.next !== null}
      canUndo={state.givenUp !== null}
      categories={categories}
      today={useToday()}
      saveKey={keyTexts.submitTicket}
      closeKey={keyTexts.knowledgeOffice}
      onShow={office.show}
      onFind={office.find}
      onAgain={office.again}
      onMore={office.more}
      onShowAnswered={office.showAnswered}
      onTurn={office.turn}
      onOpen={office.open}
      onNew={() => office.begin()}
      onPaper={(hash, name) => void knowledge.openPaper(hash, name)}
      onEdit={office.edit}
      onType={office.type}
      onAttach={(file) => void office.attach(file)}
      onSave={office.save}
      onSaveAndPropose={() => void office.saveAndPropose()}
      onGiveUp={office.giveUp}
      onUndo={office.undoGiveUp}
      onStep={office.step}
      onAnswer={(answer) => void office.answer(answer)}
      onOpenArticle={office.openArticle}
      onWriteFor={office.writeFor}
      onClose={office.toggle}
    />
  );
}

const noCategories: never[] = [];
