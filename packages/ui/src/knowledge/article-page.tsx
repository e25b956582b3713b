import {
  contentOf,
  formOf,
  inUse,
  pendingOf,
  type ArticleForm,
  type ArticleVersion,
  type ChangeRequest,
  type ComparedField,
} from '@hotline/domain/knowledge';
import { Alert, Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDateText } from '../time/use-date-text.ts';
import { ArticleFormFields, type ArticleFormProps } from './article-form.tsx';
import { ArticleText } from './article-text.tsx';
import type { OfficeArticle } from './office-article.ts';
import styles from './article-page.module.css';
import { VersionCompare } from './version-compare.tsx';

type OfficeStep = Exclude<ChangeRequest['event'], { kind: 'revise' }>;

export type ArticlePageProps = Pick<ArticleFormProps, 'categories' | 'onType' | 'onAttach'> & {
  readonly open: OfficeArticle;
  /** `2026-11-25` */
  readonly today: string;
  readonly saveKey: string;
  readonly onPaper: (hash: string, name: string) => void;
  readonly onEdit: () => void;
  readonly onSave: () => void;
  readonly onSaveAndPropose: () => void;
  readonly onGiveUp: () => void;
  readonly onStep: (event: OfficeStep) => void;
};

/** One article for those who write and approve: its text and versions, or its form, and what may be done now. */
export function ArticlePage(props: ArticlePageProps): ReactNode {
  const { open } = props;
  const { t } = useTranslation();
  const stateOf = ({ version, state }: ArticleVersion) =>
    t('office.before', { version, state: t(`office.state.${state}`) });
  const shown =
    open.whole === null
      ? null
      : (pendingOf(open.whole) ?? inUse(open.whole) ?? open.whole.versions.at(-1) ?? null);
  return (
    <article className={styles['page']} data-article={open.id}>
      {open.form !== null ? (
        <>
          {open.theirs !== null && <Conflict {...props} form={open.form} />}
          <div className={styles['scroll']}>
            <ArticleFormFields
              form={open.form}
              wrong={open.wrong}
              categories={props.categories}
              fileTrouble={open.fileTrouble}
              onType={props.onType}
              onAttach={props.onAttach}
            />
          </div>
        </>
      ) : (
        shown !== null && <Reading {...props} shown={shown} stateOf={stateOf} />
      )}
      <Foot {...props} shown={shown} />
    </article>
  );
}

/** Text, or two versions side by side; what waits for approval is compared with what is in use at once. */
function Reading(
  props: ArticlePageProps & {
    readonly shown: ArticleVersion;
    readonly stateOf: (version: ArticleVersion) => string;
  },
): ReactNode {
  const { shown, stateOf, open } = props;
  const { t } = useTranslation();
  const dateText = useDateText();
  const versions = open.whole?.versions ?? [];
  const present = open.whole === null ? null : inUse(open.whole);
  const earlier = versions.filter(({ version }) => version < shown.version);
  const [view, setView] = useState<'text' | 'compare' | null>(null);
  const [picked, pick] = useState<number | null>(null);
  const before =
    earlier.find(({ version }) => version === picked) ??
    (present?.version === shown.version ? earlier.at(-1) : (present ?? earlier.at(-1))) ??
    null;
  const isComparing = (view ?? (shown.state === 'proposed' ? 'compare' : 'text')) === 'compare';
  return (
    <>
      <header className={styles['head']}>
        <div className={styles['state']} data-state={shown.state}>
          {stateOf(shown)}
        </div>
        <p>
          {t('office.by', {
            person: shown.writers.join(t('joiner')),
            when: dateText(shown.at),
          })}
          {shown.approvedBy !== null &&
            ` · ${t('office.approvedBy', { person: shown.approvedBy })}`}
          {present !== null &&
            present.version !== shown.version &&
            ` · ${t('office.inUse', { version: present.version })}`}
        </p>
        <nav className={styles['views']} aria-label={t('office.versions')}>
          {(['text', 'compare'] as const).map((name) => (
            <Button
              key={name}
              size="small"
              aria-pressed={isComparing === (name === 'compare')}
              type={isComparing === (name === 'compare') ? 'primary' : 'default'}
              onClick={() => setView(name)}
            >
              {t(`office.views.${name}`)}
            </Button>
          ))}
        </nav>
      </header>
      {shown.sentBack !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('office.sentBack', {
            person: shown.sentBack.by,
            when: dateText(shown.sentBack.at),
            why: shown.sentBack.why,
          })}
        />
      )}
      <div className={styles['scroll']}>
        {isComparing ? (
          <>
            {earlier.length > 1 && (
              <nav className={styles['versions']} aria-label={t('office.versions')}>
                {earlier.map((each) => (
                  <Button
                    key={each.version}
                    size="small"
                    aria-pressed={each === before}
                    type={each === before ? 'primary' : 'default'}
                    title={t('office.compareWith', { version: each.version })}
                    onClick={() => pick(each.version)}
                  >
                    {stateOf(each)}
                  </Button>
                ))}
              </nav>
            )}
            <VersionCompare
              before={before?.content ?? null}
              after={shown.content}
              beforeTitle={before === null ? t('office.noEarlier') : stateOf(before)}
              afterTitle={stateOf(shown)}
              sameText={t('office.same')}
              onTake={null}
            />
          </>
        ) : (
          <ArticleText
            article={{ id: open.id, version: shown.version, content: shown.content }}
            today={props.today}
            large={false}
            onPaper={props.onPaper}
          />
        )}
      </div>
    </>
  );
}

/** Somebody else was quicker: theirs beside the form, decided field by field. Nothing of either is lost. */
function Conflict({ open, form, onType }: ArticlePageProps & { form: ArticleForm }): ReactNode {
  const { t } = useTranslation();
  const theirs = open.theirs?.versions.at(-1)?.content;
  const mine = contentOf(form);
  if (theirs === undefined || !mine.ok) return null;
  const take = (field: ComparedField) => onType({ [field]: formOf(theirs)[field] });
  return (
    <section className={styles['conflict']} aria-label={t('office.conflict')} data-conflict>
      <Alert type="warning" showIcon title={t('office.conflict')} />
      <VersionCompare
        before={theirs}
        after={mine.value}
        beforeTitle={t('office.theirs')}
        afterTitle={t('office.mine')}
        sameText={t('office.conflictOver')}
        onTake={take}
      />
    </section>
  );
}

/** What may be done. What cannot be undone is pressed twice; a return says why. */
function Foot(props: ArticlePageProps & { readonly shown: ArticleVersion | null }): ReactNode {
  const { open, onStep } = props;
  const { t } = useTranslation();
  const [asked, ask] = useState<'drop' | 'withdraw' | 'send-back' | null>(null);
  const steps = open.whole?.steps ?? [];
  const sending = open.work === 'sending';
  const send = (event: OfficeStep) => {
    ask(null);
    onStep(event);
  };
  return (
    <footer className={styles['foot']}>
      {open.form !== null ? (
        <>
          <Button type="primary" loading={sending} onClick={props.onSaveAndPropose}>
            {t('office.saveAndPropose')}
          </Button>
          <Button loading={sending} onClick={props.onSave}>
            {t('office.save')} <kbd>{props.saveKey}</kbd>
          </Button>
          <Button type="text" onClick={props.onGiveUp}>
            {t('office.giveUp')}
          </Button>
        </>
      ) : asked === 'send-back' ? (
        <SendBack
          sending={sending}
          onBack={(why) => send({ kind: 'send-back', why })}
          onLeave={() => ask(null)}
        />
      ) : (
        <>
          {steps.includes('approve') && (
            <Button type="primary" loading={sending} onClick={() => send({ kind: 'approve' })}>
              {t('office.steps.approve')}
            </Button>
          )}
          {steps.includes('send-back') && (
            <Button onClick={() => ask('send-back')}>{t('office.steps.send-back')}</Button>
          )}
          {steps.includes('propose') && (
            <Button type="primary" loading={sending} onClick={() => send({ kind: 'propose' })}>
              {t('office.steps.propose')}
            </Button>
          )}
          {steps.includes('revise') && (
            <Button onClick={props.onEdit}>{t('office.steps.revise')}</Button>
          )}
          {(['drop', 'withdraw'] as const).map(
            (kind) =>
              steps.includes(kind) && (
                <Button
                  key={kind}
                  danger
                  type={asked === kind ? 'primary' : 'text'}
                  loading={sending && asked === kind}
                  onClick={() => (asked === kind ? send({ kind }) : ask(kind))}
                  onBlur={() => ask(null)}
                >
                  {t(asked === kind ? 'office.sure' : `office.steps.${kind}`)}
                </Button>
              ),
          )}
        </>
      )}
      <output className={styles['said']} data-tone={open.refusal === null ? 'ok' : 'danger'}>
        {open.refusal !== null
          ? t(`office.refused.${open.refusal}`)
          : open.work === 'saved'
            ? t('office.saved')
            : sending
              ? t('office.sending')
              : ''}
      </output>
    </footer>
  );
}

/** 退回: the reason is asked for in the foot itself, and the caret is in it. */
function SendBack(props: {
  readonly sending: boolean;
  readonly onBack: (why: string) => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles['why']}
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') props.onBack(why);
      }}
    >
      <Input
        ref={field}
        aria-label={t('office.why')}
        placeholder={t('office.why')}
        maxLength={1000}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button htmlType="submit" danger disabled={why.trim() === ''} loading={props.sending}>
        {t('office.steps.send-back')}
      </Button>
      <Button type="text" onClick={props.onLeave}>
        {t('office.notBack')}
      </Button>
    </form>
  );
}
