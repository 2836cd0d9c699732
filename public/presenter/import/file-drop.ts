/** Takes files with questions: chosen, dropped on the dialog, or pasted. What reads them is loaded with the first one. */
import { byId, make, pill } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import type { FilePart, FoundInFile, TextOfFile } from './contract'
import type { FileSource } from './items'
import { importWords as words } from './words'

interface Callbacks {
  /** A file that is a text goes into the box, as long as nothing stands there. */
  text: (found: TextOfFile) => void
  mayTakeText: () => boolean
  changed: () => void
  said: (sentence: string) => void
  /** Understands a text for which the box has no room. */
  understand: (found: TextOfFile) => FoundInFile
}

export class FileDrop {
  /** The files whose questions are in the preview. */
  readonly element = make('ul', 'found-files')
  files: FileSource[] = []
  private ids = 0

  constructor(private readonly callbacks: Callbacks) {
    const [dialog, chooser] = [byId('paste'), byId<HTMLInputElement>('file-chooser')]
    byId('choose-file').addEventListener('click', () => chooser.click())
    chooser.addEventListener('change', () => {
      void this.take(chooser.files)
      chooser.value = ''
    })
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    dialog.addEventListener('dragover', event => {
      if (!hasFiles(event)) return
      event.preventDefault()
      dialog.classList.add('dropping')
    })
    dialog.addEventListener('dragleave', event => {
      if (event.target === dialog || !dialog.contains(event.relatedTarget as Node | null))
        dialog.classList.remove('dropping')
    })
    dialog.addEventListener('drop', event => {
      dialog.classList.remove('dropping')
      if (!hasFiles(event)) return
      event.preventDefault()
      void this.take(event.dataTransfer!.files)
    })
    byId('paste-text').addEventListener('paste', event => {
      const { clipboardData } = event
      // Spreadsheets give their cells as a picture, too.
      if (!clipboardData?.files.length || clipboardData.getData('text/plain') !== '') return
      event.preventDefault()
      void this.take(clipboardData.files)
    })
  }

  clear(): void {
    this.files = []
    this.draw()
  }

  /** Reads these and puts their questions into the preview. */
  async take(chosen: FileList | readonly File[] | null): Promise<void> {
    const failures: string[] = []
    // A copy: the list of the chooser is emptied.
    for (const file of [...(chosen ?? [])]) {
      this.callbacks.said(words.reading(file.name))
      const sentence = await this.read(file)
      if (sentence) failures.push(words.fileFailed(file.name, sentence))
    }
    this.draw()
    this.callbacks.changed()
    this.callbacks.said(failures.join(' '))
  }

  /** Resolves to why it could not be read; undefined: it was. */
  private async read(file: File): Promise<string | undefined> {
    const { callbacks } = this
    try {
      const { readQuestionFile } = await loadPart<FilePart>(byId('import-files'))
      const found = await readQuestionFile(file)
      if ('text' in found && callbacks.mayTakeText()) {
        callbacks.text(found)
        // What is said of the file itself stays with its name.
        if (found.problems.length > 0) this.add(file.name, { questions: [], problems: found.problems })
      } else this.add(file.name, 'text' in found ? callbacks.understand(found) : found)
      return undefined
    } catch (error) {
      return (error as Error).message
    }
  }

  private add(name: string, found: FoundInFile): void {
    this.files = [...this.files, { id: this.ids++, name, found }]
  }

  private draw(): void {
    this.element.textContent = ''
    for (const { id, name } of this.files) {
      const entry = make('li')
      const shown = make('span', '', words.chosenFile(`\u2068${name}\u2069`))
      shown.translate = false
      const remove = pill(
        '×',
        () => {
          this.files = this.files.filter(file => file.id !== id)
          this.draw()
          this.callbacks.changed()
          byId('choose-file').focus()
        },
        words.removeFile(name),
      )
      entry.append(shown, ' ', remove)
      this.element.append(entry)
    }
  }
}
