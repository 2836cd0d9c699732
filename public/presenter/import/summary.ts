/** What the preview says below the list: how many questions there are, how many are taken, and whether the list has room. */
import { byId, setText } from '../../shared/dom'
import { leftOut, linesOf, type Item, type Trouble } from './items'
import { importWords as words } from './words'

export interface Summed {
  items: readonly Item[]
  troubles: readonly Trouble[]
  /** How many the list can still take. */
  room: number
  /** There is no text and no file. */
  isEmpty: boolean
}

export class Summary {
  private readonly button = byId<HTMLButtonElement>('add-found')
  private readonly takeAll = byId<HTMLButtonElement>('take-all')
  private askable: readonly Item[] = []
  private room = 0

  /** @param choose all that can be asked, and which of them are to be taken */
  constructor(choose: (items: readonly Item[], taken: ReadonlySet<Item>) => void) {
    this.takeAll.addEventListener('click', () => {
      const { askable, room } = this
      choose(askable, new Set(this.isAll ? [] : askable.slice(0, room)))
    })
    this.takeAll.hidden = false
    this.button.disabled = false
  }

  update({ items, troubles, room, isEmpty }: Summed): void {
    const open = items.filter(({ isAdded }) => !isAdded)
    this.askable = open.filter(({ canBeTaken }) => canBeTaken)
    this.room = room
    const { askable } = this
    const taken = askable.filter(({ isTaken }) => isTaken).length
    const lines = linesOf(troubles.flatMap(({ isNote, places }) => (isNote ? [] : places)))
    const blocked = open.length - askable.length
    byId('paste').classList.toggle('has-found', !isEmpty)
    const isNothing = items.length === 0 && lines === 0
    const count = () => words.count(items.length - blocked, blocked, lines, leftOut(troubles))
    setText(byId('found-count'), isEmpty ? '' : isNothing ? words.noQuestion : count())
    setText(byId('found-room'), askable.length > room ? words.room(room) : '')
    setText(this.button, words.add(taken))
    this.button.setAttribute('aria-disabled', String(taken === 0))
    setText(this.takeAll, this.isAll ? words.leaveAll : words.takeAll)
    this.takeAll.setAttribute('aria-disabled', String(askable.length === 0))
  }

  /** That the list is full stands there already: it is said once more. */
  sayNoRoom(): void {
    setText(byId('found-room'), '')
    requestAnimationFrame(() => setText(byId('found-room'), words.room(0)))
  }

  /** Whether all that can be taken is. */
  private get isAll(): boolean {
    const { askable, room } = this
    return (
      askable.length > 0 && askable.filter(({ isTaken }) => isTaken).length === Math.min(askable.length, room)
    )
  }
}
