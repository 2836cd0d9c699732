/**
 * The questions of the preview: what was understood, joined with what the presenter decided. A decision belongs to the
 * lines a question came from, so that it stays while other lines are changed.
 */
import type { Problem, Understanding } from '../../../src/core/import/understood'
import { typeNameOf, type Question, type TypeName } from '../../../src/core/question-types/registry'
import type { FoundInFile } from './contract'
import { readDraft, type QuestionDraft } from './draft'

/** Where a question or a problem stands. */
export interface Place {
  /** Absent: the text of the box. */
  file?: { name: string; unit?: FoundInFile['unit'] } | undefined
  line: number
  last: number
}

export interface Item {
  key: string
  place: Place
  question: Question
  /** Also of a question that cannot be asked yet. */
  type: TypeName
  /** What is wrong with it as it is now; notes among it. */
  problems: Problem[]
  isEdited: boolean
  canBeTaken: boolean
  isTaken: boolean
  /** It is in the room's list already. */
  isAdded: boolean
}

interface Decision {
  draft?: QuestionDraft | undefined
  isTaken?: boolean
  isAdded?: boolean
}

export interface FileSource {
  id: number
  name: string
  found: FoundInFile
}

/** What is read now, and of what. */
export interface Sources {
  lines: readonly string[]
  text: Understanding
  files: readonly FileSource[]
}

export class Items {
  private readonly decisions = new Map<string, Decision>()

  /** @param room how many questions the list has room for: at most these are taken at first */
  all({ lines, text, files }: Sources, room: number): Item[] {
    const seen = new Map<string, number>()
    const items = text.questions.map(({ first, last, question, problems }) => {
      const source = lines.slice(first - 1, last).join('\n')
      const count = seen.get(source) ?? 0
      seen.set(source, count + 1)
      return this.item(`text ${count} ${source}`, { line: first, last }, question, problems)
    })
    for (const { id, name, found } of files)
      found.questions.forEach(({ first, last, question, problems }, index) => {
        const place = { file: { name, unit: found.unit }, line: first, last }
        items.push(this.item(`file ${id} ${index}`, place, question, problems))
      })
    this.take(items, room)
    return items
  }

  draftFor({ key }: Item): QuestionDraft | undefined {
    return this.decisions.get(key)?.draft
  }

  /** @param draft undefined: as it was understood */
  edit({ key }: Item, draft: QuestionDraft | undefined): void {
    this.decide(key, { draft })
  }

  choose({ key }: Item, isTaken: boolean): void {
    this.decide(key, { isTaken })
  }

  added(items: readonly Item[]): void {
    for (const { key } of items) this.decide(key, { isAdded: true })
  }

  clear(): void {
    this.decisions.clear()
  }

  private decide(key: string, decision: Decision): void {
    this.decisions.set(key, { ...this.decisions.get(key), ...decision })
  }

  private item(key: string, place: Place, question: Question, problems: Problem[]): Item {
    const { draft, isAdded = false } = this.decisions.get(key) ?? {}
    const read = draft ? readDraft(draft) : { question, problems }
    const canBeTaken = !isAdded && read.problems.every(({ isNote }) => isNote)
    const type = draft?.type ?? typeNameOf(question)
    return { key, place, type, ...read, isEdited: draft !== undefined, canBeTaken, isTaken: false, isAdded }
  }

  /** What nobody decided about is taken as long as there is room for it. */
  private take(items: readonly Item[], room: number): void {
    let left = room
    const open: Item[] = []
    for (const item of items) {
      if (!item.canBeTaken) continue
      const { isTaken } = this.decisions.get(item.key) ?? {}
      if (isTaken === undefined) open.push(item)
      else if (isTaken) {
        item.isTaken = true
        left--
      }
    }
    for (const item of open) {
      item.isTaken = left > 0
      left--
    }
  }
}

/** A problem that is no part of a question. */
export interface Trouble {
  sentence: string
  isNote: boolean
  /** A note about what was not left out. */
  isUsed: boolean
  places: Place[]
}

/** What belongs to no question: each sentence once, with all the places it is about. */
export function troubles({ text, files }: Sources): Trouble[] {
  const bySentence = new Map<string, Trouble>()
  const add = ({ sentence, isNote, isUsed = false, line, last }: Problem, file?: Place['file']) => {
    const trouble = bySentence.get(sentence) ?? { sentence, isNote, isUsed, places: [] }
    bySentence.set(sentence, trouble)
    trouble.places.push({ file, line, last })
  }
  for (const problem of text.problems) add(problem)
  for (const { name, found } of files)
    for (const problem of found.problems) add(problem, { name, unit: found.unit })
  return [...bySentence.values()]
}

/** How many lines these places have. */
export const linesOf = (places: readonly Place[]): number =>
  places.reduce((sum, { line, last }) => sum + last - line + 1, 0)

/** How much was left out; `unit` undefined: parts of files that have no lines are among it. */
export interface Amount {
  count: number
  unit: FoundInFile['unit']
}

/** What belongs to no question and was left out. */
export function leftOut(all: readonly Trouble[]): Amount {
  const places = all.flatMap(trouble => (trouble.isNote && !trouble.isUsed ? trouble.places : []))
  const units = new Set(places.map(({ file }) => (file ? file.unit : 'line')))
  return { count: linesOf(places), unit: units.size === 1 ? [...units][0] : undefined }
}
