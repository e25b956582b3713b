import { KnowledgeOffice } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useIntake } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { useToday } from './use-today.ts';

/** 知识维护 in the columns' place, for those whose role may write; the reports alone for a unit's clerk. */
export function KnowledgeOfficeRegion(): ReactNode {
  const { knowledgeOffice: office, knowledge } = useDesk();
  const state = useStore(office.state);
  const reportsOnly = useDeskState(
    ({ stage }) => stage.kind === 'signed-in' && stage.person.role === 'office',
  );
  const categories = useIntake(({ lists }) => lists.categories);
  return (
    <KnowledgeOffice
      {...state}
      reportsOnly={reportsOnly}
      hasMore={state.next !== null}
      canUndo={state.givenUp !== null}
      categories={categories}
      today={useToday()}
      saveKey={keyTexts.submitTicket}
      closeKey={reportsOnly ? null : keyTexts.knowledgeOffice}
      onShow={(list) => office.show(list)}
      onFind={(text) => office.find(text)}
      onAgain={() => office.again()}
      onMore={() => office.more()}
      onShowAnswered={(answered) => office.showAnswered(answered)}
      onTurn={(by) => office.turn(by)}
      onOpen={(id) => office.open(id)}
      onNew={() => office.begin()}
      onPaper={(hash, name) => void knowledge.openPaper(hash, name)}
      onEdit={() => office.edit()}
      onType={(change) => office.type(change)}
      onAttach={(file) => void office.attach(file)}
      onSave={() => office.save()}
      onSaveAndPropose={() => void office.saveAndPropose()}
      onGiveUp={() => office.giveUp()}
      onUndo={() => office.undoGiveUp()}
      onStep={(event) => office.step(event)}
      onAnswer={(answer) => void office.answer(answer)}
      onOpenArticle={(id) => office.openArticle(id)}
      onWriteFor={(report) => office.writeFor(report)}
      onClose={() => office.toggle()}
    />
  );
}
