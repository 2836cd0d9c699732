/** The preview of pasted questions: reads the text and files, shows what was understood, and adds what is taken. */
import { understand } from '../../../src/core/import/understand'
import type { Format, Understanding } from '../../../src/core/import/understood'
import { MAX_PREPARED_QUESTIONS } from '../../../src/core/limits/input-limits'
import type { Question } from '../../../src/core/protocol/poll'
import { byId, make, setText } from '../../shared/dom'
import { selectLine } from './select-line'
import type { CardCallbacks } from './card'
import { draftOf, withMark, type QuestionDraft } from './draft'
import { FileDrop } from './file-drop'
import { Items, troubles, type Item, type Place, type Sources, type Trouble } from './items'
import { Preview } from './preview'
import { Summary } from './summary'
import { TextReader } from './text-reader'
import { TroubleList } from './troubles'
import { importWords as words } from './words'

export interface ImportNeeds {
  /** Appends these to the list; resolves to how many of them are in it now. */
  append(questions: Question[]): Promise<number>
  /** Opens the sheet on a question. @param back finds what gets the focus afterwards */
  edit(question: Question, save: (question: Question) => void, back: () => HTMLElement | undefined): void
  close(): void
  /** A sentence for the page, once the dialog is closed. */
  said(sentence: string): void
  /** How many were added, in a sentence. */
  added: (count: number) => string
  nothingToAdd: string
}

const NOTHING: Understanding = { format: 'none', questions: [], problems: [] }

export class ImportPart {
  private readonly text = byId<HTMLTextAreaElement>('paste-text')
  private readonly summary: Summary
  private readonly reader = new TextReader(this.text, () => this.read())
  private readonly items = new Items()
  private readonly preview: Preview
  private readonly troubleList: TroubleList
  private readonly drop: FileDrop
  private hint: Format | undefined
  private sources: Sources = { lines: [], text: NOTHING, files: [] }
  private shown: Item[] = []
  private troubles: Trouble[] = []
  private prepared: readonly Question[] = []

  constructor(
    place: HTMLElement,
    private readonly needs: ImportNeeds,
  ) {
    const cards: CardCallbacks = {
      taken: (item, isTaken) => this.choose(item, isTaken),
      marked: (item, at) => this.edit(item, withMark(this.draftOf(item), at)),
      shown: where => selectLine(this.text, where.line),
      quote: where => this.quote(where),
      editor: item => ({
        draft: this.draftOf(item),
        changed: draft => this.edit(item, draft),
        reset: () => this.edit(item, undefined, true),
        settings: () => this.openSheet(item),
        said: sentence => this.say(sentence),
      }),
    }
    this.preview = new Preview(cards)
    this.troubleList = new TroubleList({ ...cards, found: item => this.preview.cardOf(item)?.show() })
    this.drop = new FileDrop({
      text: ({ text, hint }) => this.takeText(text, hint),
      mayTakeText: () => this.text.value.trim() === '',
      understand({ text, hint, problems }) {
        const found = understand(text, hint)
        return { questions: found.questions, problems: [...problems, ...found.problems], unit: 'line' }
      },
      changed: () => this.read(),
      said: sentence => this.say(sentence),
    })
    const nothing = make('p', 'hint found-nothing', words.nothingYet)
    place.append(
      nothing,
      this.drop.element,
      this.troubleList.element,
      this.preview.element,
      this.preview.more,
    )
    this.text.addEventListener('input', () => this.reader.soon())
    this.summary = new Summary((items, isTaken) => {
      for (const item of items) this.items.choose(item, isTaken.has(item))
      this.draw()
    })
    this.read()
  }

  /** Files that were dropped beside the dialog, before it was open. */
  takeFiles(files: readonly File[]): void {
    void this.drop.take(files)
  }

  /** What the list has now: so much room is left. */
  update(prepared: readonly Question[]): void {
    const hadRoom = this.room
    this.prepared = prepared
    if (this.room !== hadRoom) this.draw()
  }

  /** Adds what is taken: all of it, or what was added is marked so. */
  async add(): Promise<void> {
    this.reader.now()
    const taken = this.shown.filter(({ isTaken }) => isTaken)
    if (taken.length === 0) return this.sayWhyNot()
    this.say('')
    const added = await this.needs.append(taken.map(({ question }) => question))
    this.items.added(taken.slice(0, added))
    this.draw()
    if (added < taken.length) return
    const left = this.shown.filter(({ isAdded }) => !isAdded)
    const isGrave = this.troubles.some(({ isNote }) => !isNote)
    // What is wrong is looked at before it is forgotten.
    if (isGrave || left.some(({ canBeTaken }) => !canBeTaken)) return this.say(this.needs.added(added))
    if (left.length === 0) this.clear()
    this.needs.close()
    if (left.length > 0) this.needs.said(`${this.needs.added(added)} ${words.left(left.length)}`)
  }

  private get room(): number {
    return Math.max(0, MAX_PREPARED_QUESTIONS - this.prepared.length)
  }

  private say(sentence: string): void {
    setText(byId('paste-said'), sentence)
  }

  private sayWhyNot(): void {
    if (this.room > 0) this.say(this.needs.nothingToAdd)
    else this.summary.sayNoRoom()
  }

  private clear(): void {
    this.text.value = ''
    this.drop.clear()
    this.items.clear()
    this.read()
  }

  private takeText(text: string, hint: Format | undefined): void {
    this.text.value = text
    this.hint = hint
    this.reader.now()
  }

  private read(): void {
    const { value } = this.text
    if (value.trim() === '') this.hint = undefined
    this.say('')
    this.sources = {
      lines: value.split('\n'),
      text: understand(value, this.hint),
      files: this.drop.files,
    }
    this.troubles = troubles(this.sources)
    this.draw()
  }

  private draw(): void {
    const { sources, items, room } = this
    this.shown = items.all(sources, room)
    this.preview.update(this.shown)
    this.troubleList.update(this.troubles, this.shown)
    const isEmpty = this.text.value.trim() === '' && sources.files.length === 0
    this.summary.update({ items: this.shown, troubles: this.troubles, room, isEmpty })
  }

  private choose(item: Item, isTaken: boolean): void {
    this.items.choose(item, isTaken)
    this.draw()
  }

  private draftOf(item: Item): QuestionDraft {
    return this.items.draftFor(item) ?? draftOf(item.question)
  }

  /** @param isShown whether the fields that are open show it, too */
  private edit(item: Item, draft: QuestionDraft | undefined, isShown = false): void {
    this.items.edit(item, draft)
    this.draw()
    const now = this.shown.find(({ key }) => key === item.key)
    if (isShown && now) this.preview.cardOf(now)?.refill(this.draftOf(now))
  }

  private openSheet(item: Item): void {
    const now = this.shown.find(({ key }) => key === item.key) ?? item
    this.needs.edit(
      now.question,
      question => this.edit(now, draftOf(question), true),
      () => this.preview.cardOf(this.shown.find(({ key }) => key === item.key) ?? item)?.button,
    )
  }

  private quote({ line, file }: Place): string | undefined {
    const text = file ? undefined : this.sources.lines[line - 1]?.trim()
    return text && text.length > 60 ? `${text.slice(0, 59)}…` : text
  }
}
