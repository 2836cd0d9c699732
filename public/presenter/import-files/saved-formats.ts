/** The formats in which the list is saved: their names, and what the file is called. A translation replaces the names. */

export type SavedFormat = 'text' | 'gift' | 'moodle' | 'json'

export const formatNames: Record<SavedFormat, string> = {
  text: 'Plain text',
  gift: 'GIFT',
  moodle: 'Moodle XML',
  json: 'JSON',
}

/** The end of the file's name and its type. */
export const FILES: Record<SavedFormat, [ending: string, type: string]> = {
  text: ['txt', 'text/plain'],
  gift: ['gift', 'text/plain'],
  moodle: ['xml', 'application/xml'],
  json: ['json', 'application/json'],
}
