/**
 * Which member of which room a leg is: the room's commands take the number, the desk speaks of legs. Learned from
 * add-member, forgotten with del-member, and read anew with the PBX's state.
 */
import type { PbxEvent } from '../esl/index.ts';
import type { RoomMember } from './read-pbx-state.ts';

export class RoomMembers {
  readonly #members = new Map<string, { readonly room: string; readonly member: number }>();

  reset(members: readonly RoomMember[]): void {
    this.#members.clear();
    for (const { leg, room, member } of members) this.#members.set(leg, { room, member });
  }

  learn(event: PbxEvent): void {
    if (event.kind === 'leg-joined')
      this.#members.set(event.leg, { room: event.room, member: event.member });
    else if (event.kind === 'leg-left') {
      // Of an earlier room: the leg has moved on meanwhile.
      if (this.#members.get(event.leg)?.room === event.room) this.#members.delete(event.leg);
    } else if (event.kind === 'leg-ended') this.#members.delete(event.leg);
  }

  get(leg: string): { readonly room: string; readonly member: number } | undefined {
    return this.#members.get(leg);
  }
}
