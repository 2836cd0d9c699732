/** The prepared list as text: a dialog to paste one, and one to take it along. */
import type { Question } from '../../../src/core/protocol/poll'
import { parseList, writeList } from '../../../src/core/poll/question-list'
import { byId, make, setText } from '../../shared/dom'
import { Modal } from '../../shared/modal'
import { roomCode } from '../../shared/urls'
import { copyFrom } from '../copy'
import { saveFile } from '../save-file'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'
import { selectLine } from './select-line'
import { questionsWords } from './words'

interface Callbacks {
  /** Appends these to the list; resolves to whether it was done. */
  prepare: (questions: Question[]) => Promise<boolean>
}

export class ListAsText {
  private readonly pasted = byId<HTMLTextAreaElement>('paste-text')
  private readonly written = byId<HTMLTextAreaElement>('list-text')
  private readonly paste = new Modal(byId('paste'), () => this.paste.close(byId('paste-list')))
  private readonly taken = new Modal(byId('as-text'), () => this.taken.close(byId('export-list')))

  constructor(private readonly callbacks: Callbacks) {
    setText(byId('kinds-example'), questionsWords.otherKindsExample)
    byId('paste-list').addEventListener('click', () => this.paste.open(this.pasted))
    byId('cancel-paste').addEventListener('click', () => this.paste.close(byId('paste-list')))
    byId('paste-form').addEventListener('submit', event => {
      event.preventDefault()
      void this.add()
    })
    this.pasted.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void this.add()
    })
    byId('export-list').addEventListener('click', () => this.taken.open(this.written))
    byId('close-text').addEventListener('click', () => this.taken.close(byId('export-list')))
    const say = (sentence: string) => (byId('as-text-said').textContent = sentence)
    byId('copy-list').addEventListener('click', () => void copyFrom(this.written).then(say))
    byId('save-list').addEventListener('click', () => {
      const name = [roomCode, words.listFile].filter(Boolean).join('-')
      say(saveFile(name, new Blob([this.written.value + '\n'], { type: 'text/plain' })))
    })
  }

  update({ state: { prepared } }: PresenterView): void {
    const text = writeList(prepared)
    if (this.written.value !== text) this.written.value = text
    byId('export-list').hidden = prepared.length === 0
  }

  /** What the page says while the dialog covers its status. */
  say(sentence: string): void {
    if (this.paste.isOpen) this.show([sentence].filter(Boolean))
  }

  /** Adds all questions or none: otherwise, after a correction, some would be added twice. */
  private async add(): Promise<void> {
    const { pasted } = this
    const { questions, problems } = parseList(pasted.value)
    if (problems.length > 0) return this.show(problems, true)
    if (questions.length === 0) return this.show([words.nothingToAdd], true)
    this.show([])
    if (!(await this.callbacks.prepare(questions))) return
    pasted.value = ''
    this.paste.close(byId('paste-list'))
    this.show([])
  }

  /** Shows problems; each leads to its line, and the first line is selected at once. */
  private show(problems: string[], isInText = false): void {
    const place = byId('paste-problems')
    place.textContent = ''
    const { pasted } = this
    place.append(
      ...problems.map(problem => {
        const line = /\d+/.exec(problem)
        if (!isInText || !line) return make('p', '', problem)
        const button = make('button', 'link', problem)
        button.type = 'button'
        button.addEventListener('click', () => selectLine(pasted, Number(line[0])))
        return button
      }),
    )
    if (!isInText) return
    const [first] = problems
    const line = /\d+/.exec(first ?? '')
    if (line) selectLine(pasted, Number(line[0]))
    else pasted.focus()
  }
}
