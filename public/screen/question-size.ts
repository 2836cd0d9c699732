/** Gives a question that stands alone the largest letters with which it fits its box. */
import { setProperty } from '../shared/dom'
import { bisect, isWide } from '../shared/stage/layout/measure'

/** In shares of the height of the box. */
const RANGE = { from: 0.6, to: 0.04 }

export class QuestionSize {
  private readonly question: HTMLElement
  private readonly head: HTMLElement

  constructor(private readonly root: HTMLElement) {
    this.question = root.querySelector<HTMLElement>('.question')!
    this.head = this.question.parentElement!
    const fit = () => this.fit()
    if (window.ResizeObserver) new ResizeObserver(fit).observe(root)
    else window.addEventListener('resize', fit)
    // The corner beside it, too: that the time is up takes more room than the seconds do.
    const texts = { childList: true, characterData: true, subtree: true }
    new MutationObserver(fit).observe(this.head, texts)
    new MutationObserver(fit).observe(root, { attributes: true, attributeFilter: ['data-moment', 'class'] })
  }

  private fit(): void {
    const { root, head, question } = this
    const fits = (share: number): boolean => {
      setProperty(root, '--question-size', `${(share * root.clientHeight).toFixed(2)}px`)
      return question.offsetHeight <= head.clientHeight && !isWide(question)
    }
    // Words are broken only where even the smallest letters have no room for them.
    question.classList.add('whole')
    if (fits(bisect(RANGE, fits))) return
    question.classList.remove('whole')
    fits(bisect(RANGE, fits))
  }
}
