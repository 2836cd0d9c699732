/** What reading a file answers, whoever reads it: a text for the box, or questions that have no text. */
import type { Format, Understanding } from '../../../src/core/import/understood'

export interface TextOfFile {
  text: string
  /** Its format, where the file's name or content says it. */
  hint?: Format | undefined
}

export interface QuestionsOfFile extends Understanding {
  /** What `line` counts in it. Absent: nothing that people could look up. */
  unit?: 'line' | 'row' | undefined
}

export interface FilePart {
  /** Rejects with an `Error` whose message is a sentence for people. */
  readQuestionFile: (file: File) => Promise<TextOfFile | QuestionsOfFile>
}
