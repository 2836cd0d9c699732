/** Gives a question that stands alone the largest letters with which it fits its box. */
import { setProperty } from '../shared/dom'
import { bisect, isWide } from '../shared/stage/layout/measure'

/** In shares of the height of the box. */
const RANGE = { from: 0.6, to: 0.04 }

export class QuestionSize {
  private readonly picture: HTMLElement
  private readonly question: HTMLElement

  constructor(private readonly root: HTMLElement) {
    this.picture = root.querySelector<HTMLElement>('.picture')!
    this.question = root.querySelector<HTMLElement>('.question')!
    const fit = () => this.fit()
    if (window.ResizeObserver) new ResizeObserver(fit).observe(root)
    else window.addEventListener('resize', fit)
    // The time that is up takes more room than the seconds do.
    const head = this.question.parentElement!
    new MutationObserver(fit).observe(head, { childList: true, characterData: true, subtree: true })
    new MutationObserver(fit).observe(root, { attributes: true, attributeFilter: ['data-moment', 'class'] })
  }

  private fit(): void {
    const { root, picture, question } = this
    const size = (share: number) => setProperty(root, '--question-size', `${share * root.clientHeight}px`)
    bisect(RANGE, share => {
      size(share)
      return picture.scrollHeight <= picture.clientHeight + 1 && !isWide(question)
    })
  }
}
