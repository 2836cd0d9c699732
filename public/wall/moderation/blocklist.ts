/** The lists of blocked words and authors, with buttons to unblock. */
import type { Reply } from '../../../src/core/protocol/replies'
import type { WallDocument } from '../../../src/core/protocol/wall'
import { make, pill, written } from '../../shared/dom'
import { wallModerationWords as words } from './words'
import { fieldForm } from './rules'

interface Callbacks {
  blockWord(word: string, isBlocked: boolean): Promise<Reply>
  unblockAuthor(author: string, name: string): Promise<Reply>
}

interface Entry {
  name: string
  unblock: () => Promise<Reply>
}

export class Blocklist {
  readonly element = make('div', 'wall-blocked')
  private readonly field = make('input', 'text-field')
  private readonly lists = { words: listOf(words.blockedWords), authors: listOf(words.blockedAuthors) }
  private drawn = ''

  constructor(private readonly callbacks: Callbacks) {
    const { field, lists } = this
    const form = fieldForm(field, 'wall-word', words.blockWord, words.blockIt, () => void this.block())
    const hint = make('p', 'hint', words.blockWordHint)
    field.setAttribute('aria-describedby', (hint.id = 'wall-word-hint'))
    form.append(hint)
    this.element.append(form, lists.words.element, lists.authors.element)
  }

  update({ blockedAuthors }: WallDocument, blockedWords: string[]): void {
    const now = JSON.stringify([blockedWords, blockedAuthors])
    if (now === this.drawn) return
    this.drawn = now
    const { callbacks, lists } = this
    const hadFocus = this.element.contains(document.activeElement) && document.activeElement !== this.field
    lists.words.draw(
      blockedWords.map(word => ({ name: word, unblock: () => callbacks.blockWord(word, false) })),
    )
    lists.authors.draw(
      blockedAuthors.map(({ author, name }) => ({
        name,
        unblock: () => callbacks.unblockAuthor(author, name),
      })),
    )
    if (hadFocus && !this.element.contains(document.activeElement)) this.field.focus()
  }

  private async block(): Promise<void> {
    const word = this.field.value.trim()
    if (word === '') return this.field.focus()
    const reply = await this.callbacks.blockWord(word, true)
    if (reply.ok) this.field.value = ''
  }
}

/** A list with its title; hidden if it is empty. */
function listOf(title: string) {
  const element = make('div')
  const list = make('ul')
  element.append(make('h3', '', title), list)
  return {
    element,
    draw(entries: Entry[]): void {
      element.hidden = entries.length === 0
      list.textContent = ''
      for (const { name, unblock } of entries) {
        const item = make('li')
        const button = pill(words.unblock, () => void unblock())
        button.append(make('span', 'visually-hidden', ` ${name}`))
        item.append(written('b', '', name), ' ', button)
        list.append(item)
      }
    },
  }
}
