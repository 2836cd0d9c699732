/** A list of people by their names, each with a button: who is muted, who was removed. It is hidden while it is empty. */
import { byId, make, pill, written } from '../../shared/dom'
import { presenterWords as words } from '../words'

interface Person {
  id: string
  name: string
}

export class NamedPeople {
  private drawn = ''

  /**
   * @param place the id of the part of the page; that of the list in it ends with `-people`
   * @param text of each button
   */
  constructor(
    private readonly place: string,
    private readonly text: string,
    private readonly pressed: (id: string, name: string) => Promise<void>,
  ) {}

  /** Draws the people; the focus stays in the list, or goes to its heading's part of the page. */
  update(people: readonly Person[]): void {
    const now = JSON.stringify(people)
    if (now === this.drawn) return
    this.drawn = now
    const { place, text } = this
    const list = byId(`${place}-people`)
    const hadFocus = list.contains(document.activeElement)
    list.textContent = ''
    list.append(
      ...people.map(({ id, name }) => {
        const item = make('li')
        const button = pill(text, () => void this.pressed(id, name), words.ofQuestion(text, name))
        item.append(written('b', '', name), button)
        return item
      }),
    )
    byId(place).hidden = people.length === 0
    if (hadFocus) (list.querySelector('button') ?? byId('chat-settings').querySelector('summary'))!.focus()
  }
}
