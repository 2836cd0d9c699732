/** The projector that shows a question: the stage itself, and what the last row can read of it. */
import type { Counts, Poll, PollNews } from '../../../src/core/protocol/poll'
import { make } from '../../shared/dom'
import { Stage } from '../../shared/stage/stage'

/** Letters below this share of the picture's height are not read from the last row. */
const MIN_SHARE = 0.03
const TEXTS = '.question, .answers .text'

export class ProjectorPreview {
  readonly element = make('div', 'projector')
  private readonly shown: Stage
  /** Never seen: the picture with the results is drawn here, so that nothing moves in the one that is seen. */
  private readonly measured: Stage
  private readonly measuredRoot: HTMLElement
  private present = 0

  /** @param stage the page's own stage, whose parts are copied */
  constructor(stage: HTMLElement) {
    const copy = (name: string) => {
      const root = make('div', name)
      for (const part of stage.children) root.append(part.cloneNode(true))
      for (const part of root.querySelectorAll('[id]')) part.removeAttribute('id')
      this.element.append(root)
      return root
    }
    this.shown = new Stage(copy('stage'))
    this.measured = new Stage((this.measuredRoot = copy('stage measured')))
  }

  update(poll: Poll): void {
    draw(this.shown, this.newsOf(poll, null))
  }

  updatePresent(present: number): void {
    this.present = present
    this.shown.updateTurnout({ voted: 0, present })
  }

  /** Whether a text of this question is too small for the last row, while people vote or with its results. */
  isTooSmall(poll: Poll): boolean {
    if (this.measuredRoot.clientHeight === 0) return false
    const counts: Counts = Object.fromEntries(
      poll.choices.map(({ letter }, place) => [letter, place === 0 ? 1 : 0]),
    )
    const result: Poll = { ...poll, shown: true, state: 'closed' }
    // Pictures of other types find letters that fit them.
    const hasRows = poll.type === 'one' || poll.type === 'many'
    const pictures = [this.newsOf(poll, null), ...(hasRows ? [this.newsOf(result, counts)] : [])]
    return pictures.some(news => {
      draw(this.measured, news)
      return this.smallest < MIN_SHARE * this.measuredRoot.clientHeight
    })
  }

  /** The size of the smallest letters, in pixels. */
  private get smallest(): number {
    const sizes = [...this.measuredRoot.querySelectorAll(TEXTS)]
      .filter(each => each.textContent)
      .map(each => parseFloat(getComputedStyle(each).fontSize))
    // A size that is right on the edge is large enough, however it was rounded.
    return Math.min(...sizes) + 0.01
  }

  private newsOf(poll: Poll, counts: Counts | null): PollNews {
    return { poll, counts, rev: 0, now: 0, voted: 0, present: this.present }
  }
}

function draw(stage: Stage, news: PollNews): void {
  stage.update(news)
  stage.fit()
}
