/**
 * What the form of a question type is to the sheet in which questions are written. Forms are chunks of their own: the
 * sheet knows them by these types only.
 */
import type { Question } from '../../src/core/question-types/registry'

/** What stands in the fields of a form, as it was typed; a box that is not ticked is empty. */
export type Fields = Record<string, string>

/** The rows of the sheet in which choices, items or statements are written. */
export interface RowsKind {
  /** Rows of one list are kept when another type is chosen. */
  list: 'choices' | 'statements'
  /** How many may be marked as right. */
  marks: 'one' | 'many' | 'none'
  /** What stands before a row: the letter of a choice, or only its place. */
  caps: 'letters' | 'places'
  /** Whether the order of the rows matters: they can be moved. */
  canMove: boolean
  fewest: number
  most: number
  words: {
    heading: string
    hint: string
    adder: string
    name(cap: string): string
    remover(cap: string): string
    mover?(cap: string): string
    moved?(place: number): string
    tooFew(limit: number): string
    tooMany(limit: number): string
  }
}

/** What the rows of the sheet say. */
export interface WrittenRows {
  /** Without empty rows at the end; statements without any empty ones. */
  choices: string[]
  /** The letters that are marked as right. */
  marks: string
}

/** Why what stands in a field makes no question. */
export interface FieldProblem {
  /** The name of the field. */
  at: string
  sentence: string
}

/** What a form adds to a question. */
export type FormReading = Pick<Question, 'right' | 'needsApproval'> & {
  answer: { type: string; [option: string]: unknown }
}

export interface TypeForm {
  element: HTMLElement
  /** Whether it stands above the rows. */
  isAbove: boolean
  /** What a new question begins with. */
  start: Fields
  /** null: nothing is written in rows. It depends on the fields. */
  rows(): RowsKind | null
  /** What stands in the fields for a question of this type. */
  fieldsOf(question: Question): Fields
  fill(fields: Fields): void
  value(): Fields
  /** Hides what cannot be changed while people vote. */
  setReworded(isReworded: boolean): void
  /** What the fields and the rows mean, or what is wrong. */
  read(rows: WrittenRows, isReworded: boolean): FormReading | FieldProblem[]
  /** Shows problems at their fields, and none at others. */
  show(problems: readonly FieldProblem[]): void
  /** Focuses a field; without a name, or one that it does not have, the first one. */
  focus(name?: string): void
}

/** What each `form.ts` exports. @param changed called when something in it was changed by the presenter */
export interface FormPart {
  newForm: (changed: () => void) => TypeForm
}

/** Problems with the rows of the sheet are at this name. */
export const ROWS = 'rows'
