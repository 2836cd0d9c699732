/**
 * Slow mode of a room: between two things that one person writes to all, in the chat or on the wall, there are as many
 * seconds as presenters have chosen, whatever tab or node they come from. Presenters and helpers write as often as they
 * like.
 */
import type { Speaker } from '../../core/chat/messages'
import { slowSentence } from '../../core/chat/slow-mode'
import { forgetOldest } from '../../core/limits/bounded'
import { Pace } from '../../core/limits/pace'
import { refuseSlow } from '../../core/protocol/refusals'
import type { Refusal } from '../../core/protocol/replies'
import type { RoomDocument } from '../../core/room/document'
import { broadcast } from '../room/broadcast'
import type { SlowWriting } from '../room/feature-needs'
import type { LiveRoom } from '../room/live-room'

/** People remembered in a room: those who wrote last. */
const MAX_PEOPLE = 10_000

export class SlowMode implements SlowWriting {
  private readonly pace: Pace
  /** The key of what each person wrote last. */
  private readonly lastKeys = new Map<string, string>()

  constructor(private readonly room: Pick<LiveRoom, 'document' | 'classics'>) {
    this.pace = new Pace(intervalOf(room.document), MAX_PEOPLE)
  }

  take({ id, isCrew }: Speaker, key: string): Refusal | (() => void) {
    if (isCrew || this.lastKeys.get(id) === key) return () => undefined
    const now = performance.now()
    if (!this.pace.take(id, now)) return refuseSlow(this.pace.wait(id, now))
    this.noteKey(id, key)
    return () => {
      this.pace.giveBack(id)
      this.lastKeys.delete(id)
    }
  }

  spentElsewhere(publicId: string, key: string): void {
    this.pace.spent(publicId, performance.now())
    this.noteKey(publicId, key)
  }

  /** Pages say by themselves that slow mode has changed; those of the workshops know nothing of it. */
  documentChanged({ talk: before }: RoomDocument): void {
    const { document, classics } = this.room
    const { talk } = document
    this.pace.intervalMs = intervalOf(document)
    if (talk.slow === before.slow || !talk.chat || classics.size === 0) return
    void broadcast(classics, [['statusMessage', slowSentence(talk.slow)]])
  }

  private noteKey(publicId: string, key: string): void {
    this.lastKeys.delete(publicId)
    this.lastKeys.set(publicId, key)
    forgetOldest(this.lastKeys, MAX_PEOPLE)
  }
}

function intervalOf({ talk }: Pick<RoomDocument, 'talk'>): number {
  return talk.slow * 1000
}
