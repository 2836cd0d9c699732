/** The preview of the question that is written: as a phone shows it, or as the projector does. */
import type { Poll, Question } from '../../../src/core/protocol/poll'
import { byId, setProperty, setText } from '../../shared/dom'
import { recallWord, rememberWord } from '../../shared/storage'
import { asPoll } from '../as-poll'
import type { Draft } from './drafts'
import { PhonePreview } from './phone-preview'
import { ProjectorPreview } from './projector-preview'
import { sheetWords as words } from './words'

/** What is typed is measured once the typing pauses. */
const MEASURE_DELAY_MS = 200
/** A picture that takes longer to draw is drawn once the typing pauses, too: nobody is to type against it. */
const SMOOTH_MS = 30
const CHOSEN = 'preview'

type Device = 'phone' | 'projector'

export class QuestionPreview {
  private readonly place = byId('preview')
  private readonly phone = new PhonePreview()
  private readonly projector = new ProjectorPreview(byId('poll-display'))
  private timer: number | undefined
  private poll: Poll | undefined
  /** Whether the projector's picture took long to draw the last time. */
  private isSlow = false
  private device: Device = recallWord(CHOSEN) === 'projector' ? 'projector' : 'phone'

  constructor() {
    this.place.append(this.phone.element, this.projector.element)
    for (const button of this.buttons)
      button.addEventListener('click', () => this.choose(button.dataset['preview']))
    this.choose(this.device)
    if (window.ResizeObserver) new ResizeObserver(() => this.scale()).observe(this.place)
    else window.addEventListener('resize', () => this.scale())
  }

  /**
   * Draws a question as it would be asked now.
   * @param question undefined: something is missing yet
   */
  update(draft: Draft, question: Question | undefined): void {
    const poll = (this.poll = question ? asPoll(question, { pollId: partOf(question) }) : unfinished(draft))
    this.phone.update(poll)
    const { isSlow } = this
    if (!isSlow) this.drawProjector()
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      if (isSlow) this.drawProjector()
      this.judge(poll)
    }, MEASURE_DELAY_MS)
  }

  /** The number of people who would be asked. */
  updatePresent(present: number): void {
    this.phone.updatePresent(present)
    this.projector.updatePresent(present)
  }

  /** Says whether the last row can read it. */
  private judge(poll: Poll): void {
    const isTooLong = this.projector.isTooSmall(poll)
    const verdict = byId('preview-verdict')
    setText(verdict, isTooLong ? words.tooLong : words.fits)
    verdict.classList.toggle('too-long', isTooLong)
    setText(byId('sheet-warning'), isTooLong ? words.tooLong : '')
  }

  private choose(device: string | undefined): void {
    this.device = device === 'projector' ? 'projector' : 'phone'
    rememberWord(CHOSEN, this.device)
    for (const button of this.buttons)
      button.setAttribute('aria-pressed', String(button.dataset['preview'] === this.device))
    this.place.dataset['device'] = this.device
    this.scale()
    this.drawProjector()
  }

  /** Fitting its texts takes a while: it is drawn only while it is seen. */
  private drawProjector(): void {
    if (!this.poll || this.device !== 'projector') return
    const start = performance.now()
    this.projector.update(this.poll)
    this.isSlow = performance.now() - start > SMOOTH_MS
  }

  /** Both are laid out at their own size and then made smaller, so that they look as they will. */
  private scale(): void {
    const { width, height } = this.place.getBoundingClientRect()
    for (const { element } of [this.phone, this.projector]) {
      if (element.offsetWidth === 0) continue
      const scale = Math.min(width / element.offsetWidth, height / element.offsetHeight)
      setProperty(element, '--scale', String(scale))
    }
  }

  private get buttons(): HTMLElement[] {
    return [...byId('preview-switch').querySelectorAll('button')]
  }
}

/** The question alone. */
function unfinished({ text, kind, type }: Draft): Poll {
  const question: Question = { text, choices: [], kind, results: 'hidden', right: null }
  return asPoll(question, { pollId: partOf(question), type })
}

/** A part of the page is made for each poll: another shape has another one. */
function partOf({ answer, choices, canAbstain }: Question): string {
  return JSON.stringify(['preview', answer, choices.length, canAbstain])
}
