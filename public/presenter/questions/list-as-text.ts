/** The dialog to paste a list, whose preview is loaded with it. */
import type { Question } from '../../../src/core/protocol/poll'
import { byId, setText } from '../../shared/dom'
import { fillPart } from '../../shared/lazy'
import { Modal } from '../../shared/modal'
import type { ImportNeeds, ImportPart } from '../import/main'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'
import { initPageDrop } from './page-drop'
import { questionsWords } from './words'

interface Callbacks extends Pick<ImportNeeds, 'edit' | 'said'> {
  /** Appends these to the list; resolves to how many of them are in it now. */
  prepare: (questions: Question[]) => Promise<number>
}

export class ListAsText {
  private readonly pasted = byId<HTMLTextAreaElement>('paste-text')
  private readonly paste = new Modal(byId('paste'), () => this.closePaste())
  private part: ImportPart | undefined
  private prepared: Question[] = []
  /** Files that wait for the part that reads them. */
  private dropped: readonly File[] = []

  constructor(private readonly callbacks: Callbacks) {
    setText(byId('kinds-example'), questionsWords.otherKindsExample)
    byId('paste-list').addEventListener('click', () => this.openPaste())
    initPageDrop({
      mayTake: () =>
        document.body.dataset['connection'] === 'connected' &&
        !document.querySelector('.modal:not([hidden])'),
      dropped: files => {
        this.dropped = files
        this.openPaste()
        this.takeDropped()
      },
    })
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
  }

  update({ state: { prepared } }: PresenterView): void {
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
      this.takeDropped()
    })
  }

  private takeDropped(): void {
    const { part, dropped } = this
    if (!part || dropped.length === 0) return
    this.dropped = []
    part.takeFiles(dropped)
  }

  /** The text and what was decided stay. */
  private closePaste(): void {
    setText(byId('paste-said'), '')
    this.paste.close(byId('paste-list'))
  }
}
