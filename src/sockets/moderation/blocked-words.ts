/** The words that a room does not allow, as presenters and helpers change them. Each feature asks the list itself. */
import type { Reply } from '../../core/protocol/replies'
import { changeBlockedWords } from '../../core/room/blocked-words'
import type { LiveRoom } from '../room/live-room'

export class BlockedWords {
  constructor(private readonly room: LiveRoom) {}

  /** Blocks words or allows them again; commas stand between several. */
  async blockWord(word: { word: string; isBlocked: boolean }): Promise<Reply> {
    const refusal = await this.room.change(document => changeBlockedWords(document, word))
    return refusal ?? { ok: true }
  }
}
