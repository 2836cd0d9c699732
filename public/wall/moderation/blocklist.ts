/** What is blocked on the wall: the room's words, and the list of blocked authors with buttons to unblock. */
import type { WallDocument } from '../../../src/core/protocol/wall'
import type { ClientSocket } from '../../shared/connection/connection'
import { BlockedWords } from '../../shared/blocked-words/list'
import { RemovableList } from '../../shared/blocked-words/removable-list'
import { make } from '../../shared/dom'
import { wallModerationWords as words } from './words'

interface Callbacks {
  socket: ClientSocket
  said: (sentence: string) => void
  unblockAuthor(author: string, name: string): void
}

export class Blocklist {
  readonly element = make('div', 'wall-blocked')
  private readonly words: BlockedWords
  private readonly authors = new RemovableList(words.unblock, words.blockedAuthors)

  constructor(private readonly callbacks: Callbacks) {
    const { socket, said } = callbacks
    this.words = new BlockedWords('wall-word', { socket: () => socket, said })
    this.element.append(this.words.element, this.authors.element)
  }

  update({ blockedAuthors }: WallDocument, blockedWords: readonly string[]): void {
    this.words.update(blockedWords)
    const hasLostFocus = this.authors.update(
      blockedAuthors.map(({ author, name }) => ({
        name,
        remove: () => this.callbacks.unblockAuthor(author, name),
      })),
    )
    if (hasLostFocus) this.words.focus()
  }
}
