/** A list of people by their names, each with a button: who is muted, who was removed. It is hidden while it is empty. */
import { RemovableList } from '../../shared/blocked-words/removable-list'
import { byId } from '../../shared/dom'
import { presenterWords as words } from '../words'

interface Person {
  id: string
  name: string
}

export class NamedPeople {
  private readonly list: RemovableList

  /**
   * @param place the id of the part of the page; that of the list in it ends with `-people`
   * @param text of each button
   */
  constructor(
    private readonly place: string,
    private readonly text: string,
    private readonly pressed: (id: string, name: string) => Promise<void>,
  ) {
    this.list = new RemovableList(text, undefined, byId(`${place}-people`))
  }

  /** Draws the people; the focus stays at its place in the list, or goes to the heading of its part of the page. */
  update(people: readonly Person[]): void {
    const hasLostFocus = this.list.update(
      people.map(({ id, name }) => ({
        id,
        name,
        label: words.ofQuestion(this.text, name),
        remove: () => void this.pressed(id, name),
      })),
    )
    byId(this.place).hidden = people.length === 0
    if (hasLostFocus) byId('chat-settings').querySelector('summary')!.focus()
  }
}
