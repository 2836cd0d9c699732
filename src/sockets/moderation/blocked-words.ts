/**
 * The words that a room does not allow, as presenters and helpers change them; and names with one of them, which are given
 * up. Each feature asks the list itself.
 */
import type { Reply } from '../../core/protocol/replies'
import { changeBlockedWords, wordListOf } from '../../core/room/blocked-words'
import type { RoomDocument } from '../../core/room/document'
import type { LiveRoom } from '../room/live-room'

export class BlockedWords {
  constructor(private readonly room: LiveRoom) {}

  /** Blocks words or allows them again; commas stand between several. */
  async blockWord(word: { word: string; isBlocked: boolean }): Promise<Reply> {
    const refusal = await this.room.change(document => changeBlockedWords(document, word))
    return refusal ?? { ok: true }
  }

  /** Whoever has a name that is not allowed any more is asked for another one before the next line. */
  documentChanged({ blockedWords: before }: RoomDocument): void {
    const { document, names, naming } = this.room
    if (document.blockedWords === before) return
    const list = wordListOf(document)
    for (const { person, name } of [...names]) {
      if (!names.isGuarded(person) && list.blocks(name)) naming.release(person)
    }
  }
}
