/** What reading a file answers: a text for the box, or questions that have no text. */
import type { QuestionsOfFile } from '../import-files/read-file'

export type { QuestionsOfFile, TextOfFile } from '../import-files/read-file'

/** Questions of a file; of a text that did not go into the box, too. */
export type FoundInFile = Pick<QuestionsOfFile, 'questions' | 'problems' | 'unit'>

export type FilePart = typeof import('../import-files/main')
