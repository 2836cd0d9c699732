/** The door to the care for answers that people typed: how many wait, and the place where the care is loaded. */
import type { HelperState } from '../../src/core/protocol/presenter'
import { typeNamed, type AnswerView } from '../../src/core/question-types/registry'
import type { ClientSocket } from '../shared/connection/connection'
import { byId, setText } from '../shared/dom'
import { loadPart } from '../shared/lazy'
import { Modal } from '../shared/modal'
import type { Care } from './care/main'
import { isWide } from './console/window-size'
import type { CrewView } from './view-model'
import { presenterWords as words } from './words'

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class CareSection {
  private readonly opener = byId('open-care')
  private readonly sheet = byId('care-sheet')
  private readonly beside = byId('care-beside')
  private readonly modal = new Modal(this.sheet, () => this.close())
  private view: CrewView | undefined
  private answers: { view: AnswerView; pollId: string } | undefined
  private waiting = 0
  private care: Care | undefined
  private isLoading = false

  constructor(private readonly callbacks: Callbacks) {
    this.opener.addEventListener('click', () => void this.toggle())
    this.beside.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) this.close()
    })
  }

  update(view: CrewView): void {
    this.view = view
    const { type } = view.news.poll
    const { isTyped = false } = typeNamed(type)
    byId('care').hidden = !isTyped
    if (!isTyped) this.close()
    this.draw()
  }

  /** All that people typed, hidden and waiting answers too. */
  updateAnswers(view: AnswerView, pollId: string): void {
    this.answers = { view, pollId }
    this.draw()
  }

  private get isOpen(): boolean {
    return this.modal.isOpen || !this.beside.hidden
  }

  private draw(): void {
    const { view, answers } = this
    const { news, state } = view ?? {}
    if (!news || !state?.care || answers?.pollId !== news.poll.pollId) return this.count(0)
    this.count(waitingIn(answers.view))
    this.drawCare(state)
  }

  private drawCare({ care, blockedWords }: HelperState): void {
    const { poll } = this.view!.news
    if (care && this.answers) this.care?.update({ poll, care, answers: this.answers.view, blockedWords })
  }

  /** Says it once when the first of them waits. */
  private count(waiting: number): void {
    if (waiting > 0 && this.waiting === 0) this.callbacks.said(words.answersWait)
    this.waiting = waiting
    setText(byId('care-waiting'), waiting === 0 ? '' : String(waiting))
    setText(byId('care-waiting-spoken'), words.waiting(waiting))
  }

  private async toggle(): Promise<void> {
    if (this.isOpen) return this.close()
    if (!this.care && !(await this.load())) return
    const { element, title } = this.care!
    this.opener.setAttribute('aria-expanded', 'true')
    this.draw()
    if (!isWide()) {
      this.sheet.append(element)
      return this.modal.open(title)
    }
    this.beside.append(element)
    this.beside.hidden = false
    byId('sections').classList.add('caring')
    title.focus()
  }

  private close(): void {
    if (!this.isOpen) return
    this.opener.setAttribute('aria-expanded', 'false')
    if (this.modal.isOpen) return this.modal.close(this.opener)
    const hadFocus = this.beside.contains(document.activeElement)
    this.beside.hidden = true
    byId('sections').classList.remove('caring')
    if (hadFocus) this.opener.focus()
  }

  /** Resolves to whether it is there. */
  private async load(): Promise<boolean> {
    if (this.isLoading) return false
    this.isLoading = true
    try {
      const { Care } = await loadPart<typeof import('./care/main')>(this.sheet)
      this.care = new Care({ socket: this.callbacks.socket, close: () => this.close() })
      return true
    } catch (error) {
      this.callbacks.said((error as Error).message)
      return false
    } finally {
      this.isLoading = false
    }
  }
}

function waitingIn(view: AnswerView): number {
  if (view.type === 'words') return view.waiting?.length ?? 0
  return view.type === 'text' ? (view.waiting ?? 0) : 0
}
