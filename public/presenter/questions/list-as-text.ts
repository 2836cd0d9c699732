/** The prepared list as text: a dialog to paste one, whose preview is loaded with it, and one to take it along. */
import { writeList } from '../../../src/core/poll/question-list'
import type { Question } from '../../../src/core/protocol/poll'
import { byId, setText } from '../../shared/dom'
import { fillPart } from '../../shared/lazy'
import { Modal } from '../../shared/modal'
import { roomCode } from '../../shared/urls'
import { copyFrom } from '../copy'
import type { ImportNeeds, ImportPart } from '../import/main'
import { saveFile } from '../save-file'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'
import { questionsWords } from './words'

interface Callbacks extends Pick<ImportNeeds, 'edit' | 'said'> {
  /** Appends these to the list; resolves to how many of them are in it now. */
  prepare: (questions: Question[]) => Promise<number>
}

export class ListAsText {
  private readonly pasted = byId<HTMLTextAreaElement>('paste-text')
  private readonly written = byId<HTMLTextAreaElement>('list-text')
  private readonly paste = new Modal(byId('paste'), () => this.closePaste())
  private readonly taken = new Modal(byId('as-text'), () => this.taken.close(byId('export-list')))
  private part: ImportPart | undefined
  private prepared: Question[] = []

  constructor(private readonly callbacks: Callbacks) {
    setText(byId('kinds-example'), questionsWords.otherKindsExample)
    byId('paste-list').addEventListener('click', () => this.openPaste())
    byId('cancel-paste').addEventListener('click', () => this.closePaste())
    byId('paste-form').addEventListener('submit', event => {
      event.preventDefault()
      void this.part?.add()
    })
    this.pasted.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void this.part?.add()
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
    this.prepared = prepared
    this.part?.update(prepared)
  }

  /** What the page says while the dialog covers its status. */
  say(sentence: string): void {
    if (this.paste.isOpen) setText(byId('paste-said'), sentence)
  }

  /** What understands a text is loaded when it is first needed: no lecture waits for it. */
  private openPaste(): void {
    this.paste.open(this.pasted)
    const { edit, said, prepare } = this.callbacks
    const place = byId('found-place')
    fillPart<typeof import('../import/main')>(place, ({ ImportPart }) => {
      this.part = new ImportPart(place, {
        append: prepare,
        edit,
        said,
        close: () => this.closePaste(),
        added: words.added,
        nothingToAdd: words.nothingToAdd,
      })
      this.part.update(this.prepared)
    })
  }

  /** The text and what was decided stay. */
  private closePaste(): void {
    setText(byId('paste-said'), '')
    this.paste.close(byId('paste-list'))
  }
}
