/** The section of the presenter's page with the words that the room does not allow. */
import { BlockedWords } from '../../shared/blocked-words/list'
import type { ClientSocket } from '../../shared/connection/connection'
import { byId } from '../../shared/dom'
import type { CrewView } from '../view-model'

export class BlockedWordsSection {
  private readonly words: BlockedWords

  constructor(callbacks: { socket: () => ClientSocket; said: (sentence: string) => void }) {
    this.words = new BlockedWords('blocked-word', callbacks)
    byId('blocked-words').append(this.words.element)
  }

  update({ state: { blockedWords } }: CrewView): void {
    this.words.update(blockedWords)
  }
}
