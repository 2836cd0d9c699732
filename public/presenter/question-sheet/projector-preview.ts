/** The projector that shows a question: the stage itself, and what the last row can read of it. */
import type { Counts, Poll, PollNews } from '../../../src/core/protocol/poll'
import { make } from '../../shared/dom'
import { Stage } from '../../shared/stage/stage'

/** Letters below this share of the picture's height are not read from the last row. */
const MIN_SHARE = 0.03
const TEXTS = '.question, .answers .text'

export class ProjectorPreview {
  readonly element = make('div', 'projector')
  /** In pixels: 16 to 9, as most projectors. */
  readonly width = 960
  readonly height = 540
  private readonly root: HTMLElement
  private readonly stage: Stage
  private present = 0

  /** @param stage the page's own stage, whose parts are copied */
  constructor(stage: HTMLElement) {
    this.root = make('div', 'stage')
    for (const part of stage.children) this.root.append(part.cloneNode(true))
    for (const part of this.root.querySelectorAll('[id]')) part.removeAttribute('id')
    this.element.append(this.root)
    this.stage = new Stage(this.root)
  }

  update(poll: Poll): void {
    this.stage.update(this.newsOf(poll, null))
    this.stage.fit()
  }

  updatePresent(present: number): void {
    this.present = present
    this.stage.updateTurnout({ voted: 0, present })
  }

  /** Whether a text of this question is too small for the last row, while people vote or with its results. */
  isTooSmall(poll: Poll): boolean {
    if (this.root.clientHeight === 0) return false
    const counts: Counts = Object.fromEntries(
      poll.choices.map(({ letter }, place) => [letter, place === 0 ? 1 : 0]),
    )
    this.stage.update(this.newsOf({ ...poll, shown: true, state: 'closed' }, counts))
    this.stage.fit()
    const isSmallInResults = this.hasSmallTexts
    this.update(poll)
    return isSmallInResults || this.hasSmallTexts
  }

  private get hasSmallTexts(): boolean {
    const smallest = MIN_SHARE * this.root.clientHeight
    const sizes = [...this.root.querySelectorAll(TEXTS)]
      .filter(each => each.textContent)
      .map(each => parseFloat(getComputedStyle(each).fontSize))
    return sizes.some(size => size < smallest - 0.01)
  }

  private newsOf(poll: Poll, counts: Counts | null): PollNews {
    return { poll, counts, rev: 0, now: 0, voted: 0, present: this.present }
  }
}
