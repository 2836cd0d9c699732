/** The dialog in which the list is taken along: as text, or in a format of other programs, which is loaded on demand. */
import { writeList } from '../../../src/core/poll/question-list'
import type { Question } from '../../../src/core/protocol/poll'
import { byId, make, setText } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import { Modal } from '../../shared/modal'
import { roomCode } from '../../shared/urls'
import { copyFrom } from '../copy'
import { saveFile } from '../save-file'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'
import { FILES, formatNames, type SavedFormat } from './saved-formats'

type SavePart = typeof import('./saved-text')

export class SavedList {
  private readonly text = byId<HTMLTextAreaElement>('list-text')
  private readonly chosen = byId<HTMLSelectElement>('list-format')
  private readonly modal = new Modal(byId('as-text'), () => this.close())
  private part: SavePart | undefined
  private prepared: Question[] = []

  constructor() {
    this.chosen.append(
      ...Object.entries(formatNames).map(([value, name]) =>
        Object.assign(make('option', '', name), { value }),
      ),
    )
    byId('export-list').addEventListener('click', () => this.open())
    byId('close-text').addEventListener('click', () => this.close())
    this.chosen.addEventListener('change', () => void this.show())
    byId('copy-list').addEventListener('click', () => void copyFrom(this.text).then(say))
    byId('save-list').addEventListener('click', () => this.save())
  }

  update({ state: { prepared } }: PresenterView): void {
    const isSame = JSON.stringify(prepared) === JSON.stringify(this.prepared)
    this.prepared = prepared
    byId('export-list').hidden = prepared.length === 0
    if (!isSame && this.modal.isOpen) void this.show()
  }

  private get format(): SavedFormat {
    return this.chosen.value as SavedFormat
  }

  private open(): void {
    void this.show()
    this.modal.open(this.text)
  }

  private close(): void {
    this.modal.close(byId('export-list'))
    say('')
  }

  /** Our own text is there at once; what it does not carry is said once the part is there that knows. */
  private async show(): Promise<void> {
    say('')
    const { format } = this
    const isOurs = format === 'text'
    this.fill(isOurs ? writeList(this.prepared) : '', '')
    try {
      this.part ??= await loadPart<SavePart>(byId('save-questions'))
    } catch (error) {
      if (!isOurs && format === this.format) say((error as Error).message)
      return
    }
    if (format !== this.format) return
    const { text, lost } = this.part.written(this.prepared, format)
    this.fill(text, lost)
  }

  private fill(text: string, lost: string): void {
    if (this.text.value !== text) {
      this.text.value = text
      this.text.scrollTop = 0
    }
    setText(byId('list-lost'), lost)
    const isEmpty = text === ''
    for (const id of ['copy-list', 'save-list']) byId(id).setAttribute('aria-disabled', String(isEmpty))
  }

  private save(): void {
    if (this.text.value === '') return
    const [ending, type] = FILES[this.format]
    const name = [roomCode, `${words.listFile}.${ending}`].filter(Boolean).join('-')
    say(saveFile(name, new Blob([this.text.value.replace(/\n?$/, '\n')], { type })))
  }
}

function say(sentence: string): void {
  setText(byId('as-text-said'), sentence)
}
