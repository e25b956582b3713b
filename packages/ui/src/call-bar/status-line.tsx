import type { CallView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLegName } from '../room/leg-name.ts';
import type { ToneName } from '../theme/palette.ts';
import { Elapsed } from '../time/elapsed.tsx';
import type { CallStatus } from './call-status.ts';
import { StateShape, type ShapeName } from './state-shape.tsx';
import styles from './status-line.module.css';

type Said = {
  readonly tone: ToneName;
  readonly shape: ShapeName;
  readonly head: string;
  readonly more: string;
  readonly since?: number | null;
};

/** What is going on and what it means for the citizen, in words: in the place of the caller's facts, which the left column has. */
export function StatusLine(props: {
  readonly status: NonNullable<CallStatus>;
  readonly call: CallView;
  readonly heldSince: number | null;
  readonly targetName: (id: string) => string;
}): ReactNode {
  const { t } = useTranslation();
  const legName = useLegName();
  const name = (leg: CallView['legs'][number] | null) => (leg === null ? '' : legName(leg));
  const said = words();
  return (
    <span
      className={styles['status']}
      data-tone={said.tone}
      data-status={props.status.kind}
      title={`${said.head}\n${said.more}`}
    >
      <span className={styles['head']}>
        <StateShape shape={said.shape} />
        <b>{said.head}</b>
        {typeof said.since === 'number' && <Elapsed since={said.since} />}
      </span>
      <span className={styles['more']}>{said.more}</span>
    </span>
  );

  function words(): Said {
    const { status, call, heldSince } = props;
    switch (status.kind) {
      case 'absent': {
        const { since, callBack } = status.absent;
        const more =
          callBack === null ? t('call.absentAlone') : t('call.absentCalling', { ...callBack });
        return { tone: 'danger', shape: 'triangle', head: t('call.absent'), more, since };
      }
      case 'trouble': {
        const { code, who } = status.trouble;
        return {
          tone: code === 'leg-rebuilt' || code === 'cancelled' ? 'calm' : 'warn',
          shape: 'triangle',
          head: t(`trouble.${code}`, { who: props.targetName(who) || t('trouble.somebody') }),
          more: t(`trouble.after.${code}`),
        };
      }
      case 'released':
        return {
          tone: 'violet',
          shape: 'half-disc',
          head: t('call.released'),
          more: t('call.releasedMore', { who: name(status.leg) }),
          since: status.leg?.since ?? null,
        };
      case 'leader':
        return {
          tone: 'violet',
          shape: 'ring',
          head: t(`leader.mode.${status.mode}`),
          more: t(`leader.hears.${status.mode}`),
        };
      case 'dialling':
        return {
          tone: 'warn',
          shape: 'half-disc',
          head: t('call.dialling'),
          more: t('call.diallingMore'),
          since: call.legs.find(({ role }) => role === 'caller')?.since ?? null,
        };
      case 'emergency': {
        const { one } = status;
        const target = props.targetName(one.targetId);
        const sure = one.state === 'acknowledged';
        return {
          tone: sure ? 'ok' : 'danger',
          shape: sure ? 'disc' : 'triangle',
          head: t('emergency.barHead', { target, state: t(`emergency.state.${one.state}`) }),
          more: sure ? t('emergency.barDone') : t('emergency.barOpen'),
          since: one.startedAt,
        };
      }
      case 'invited':
        return {
          tone: 'warn',
          shape: 'half-disc',
          head: t('call.invited', { who: name(status.leg) }),
          more: t(`call.invitedFor.${status.leg.purpose ?? 'conference'}`),
          since: status.leg.since,
        };
      case 'consult': {
        const own = call.held;
        return {
          tone: 'calm',
          shape: 'bars',
          head: own
            ? t('call.consult', { who: name(status.leg) })
            : t('call.consultCitizen', { who: name(status.leg) }),
          more: own ? t('call.consultMore') : t('call.consultCitizenMore'),
          since: heldSince,
        };
      }
      case 'held':
        return {
          tone: 'calm',
          shape: 'bars',
          head: t('call.held'),
          more: t('call.heldMore'),
          since: heldSince,
        };
      case 'guest':
        return {
          tone: 'primary',
          shape: 'square',
          head: t('guest.bar'),
          more: t('guest.barMore', { seat: call.ownerSeat ?? '–' }),
        };
      case 'together':
        return {
          tone: 'primary',
          shape: 'square',
          head: t('call.together'),
          more: status.legs.map(name).join(t('joiner')),
        };
      default:
        return assertNever(status);
    }
  }
}
