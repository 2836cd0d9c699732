/** The people who have joined: their number, and a small lozenge for each of them. */
import { make } from '../dom'

/** From this number of people on, a lozenge stands for ten. */
const MANY = 120
const PER_LOZENGE = 10
/** More lozenges find no room. */
const MAX_LOZENGES = 120
/** More lozenges are smaller ones. */
const MAX_LARGE = 40

export class Crowd {
  private isFirst = true

  constructor(private readonly element: HTMLElement) {}

  update(present: number): void {
    const wanted = Math.min(MAX_LOZENGES, present < MANY ? present : Math.floor(present / PER_LOZENGE))
    this.element.classList.toggle('dense', wanted > MAX_LARGE)
    const { children } = this.element
    while (children.length > wanted) children[children.length - 1]!.remove()
    // Only who comes while the picture is up rises into it.
    while (children.length < wanted) this.element.append(make('i', this.isFirst ? '' : 'new'))
    this.isFirst = false
  }
}
