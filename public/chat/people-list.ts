/** Shows who is online: a count, which opens a list of the people with a name. */
import type { PeopleNews, PersonEntry } from '../../src/core/protocol/chat'
import { make, pill, setText, written } from '../shared/dom'
import { chatWords as words } from './words'

interface Callbacks {
  me(): string
  /** The actions on a person. */
  actionsFor(person: PersonEntry): HTMLElement[]
}

export class PeopleList {
  private news: PeopleNews = { people: [], named: 0, count: 0 }

  constructor(
    private readonly opener: HTMLButtonElement,
    /** The element that opens, with the list and settings. */
    private readonly drawer: HTMLElement,
    private readonly list: HTMLElement,
    private readonly callbacks: Callbacks,
  ) {
    opener.setAttribute('aria-expanded', 'false')
    opener.addEventListener('click', () => this.open(opener.getAttribute('aria-expanded') === 'false'))
    for (const place of [opener, drawer])
      place.addEventListener('keydown', event => {
        if (event.key !== 'Escape' || drawer.hidden) return
        event.stopPropagation()
        this.open(false)
        opener.focus()
      })
  }

  open(isOpen: boolean): void {
    this.drawer.hidden = !isOpen
    this.opener.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) this.draw()
  }

  /** The person with this public id, if the server sent it. */
  find(id: string): PersonEntry | undefined {
    return this.news.people.find(person => person.id === id)
  }

  update(news: PeopleNews): void {
    this.news = news
    setText(this.opener, words.online(news.count))
    // A question that is just being asked stays.
    if (!this.drawer.hidden && !this.list.querySelector('.confirm')) this.draw()
  }

  /** Redraws the list; the focus stays on the same person's button. */
  draw(): void {
    const { list, news } = this
    const focused = document.activeElement as HTMLElement | null
    const isInside = list.contains(focused)
    const name = isInside ? focused!.getAttribute('aria-label') : null
    list.textContent = ''
    list.append(...news.people.map(person => this.itemOf(person)))
    const more = news.named - news.people.length
    const nameless = news.count - news.named
    if (news.named === 0) list.append(make('li', 'hint', words.nobodyNamed))
    if (more > 0) list.append(make('li', 'hint', words.andMore(more)))
    if (nameless > 0) list.append(make('li', 'hint', words.nameless(nameless)))
    if (!isInside) return
    const same = [...list.querySelectorAll('button')].find(
      button => button.getAttribute('aria-label') === name,
    )
    ;(same ?? this.opener).focus()
  }

  private itemOf(person: PersonEntry): HTMLElement {
    const item = make('li', 'person')
    const name = make('span')
    name.append(written('b', '', person.name))
    const { role } = person
    if (role && person.name !== words[role]) name.append(' ', make('i', 'badge', words[role]))
    const about = [
      ...(person.id === this.callbacks.me() ? [words.you] : []),
      ...(person.isMuted ? [words.isMuted] : []),
    ]
    if (about.length > 0) name.append(` (${about.join(', ')})`)
    item.append(name, ...this.callbacks.actionsFor(person))
    return item
  }
}

/** A small pill in a list of people; its accessible name includes the person. */
export function personPill(text: string, name: string, pressed: () => void): HTMLButtonElement {
  const button = pill(text, pressed, name)
  button.classList.add('small')
  return button
}
