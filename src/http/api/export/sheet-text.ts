/** Texts and names as a workbook can hold them. */

/** Characters of a cell, as Excel counts them. */
export const MAX_CELL_LENGTH = 32_767
const MAX_SHEET_NAME_LENGTH = 31
/** What XML cannot hold: control characters and halves of pairs, which `u` takes for signs of their own. */
const NOT_IN_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/gu
const NOT_IN_A_NAME = /[[\]/\\:*?]|\p{Cc}/gu

/** The text as far as a cell can hold it. */
export function sheetText(text: string): string {
  return cut(text.replace(NOT_IN_XML, ''), MAX_CELL_LENGTH)
}

/** A name for the sheet at this place, which no other one has: `2 Which one blocks the event lo…`. */
export function sheetName(text: string, place: number): string {
  const clean = sheetText(text).replace(NOT_IN_A_NAME, ' ').replace(/\s+/g, ' ').trim()
  const name = cut(clean, MAX_SHEET_NAME_LENGTH)
    .replace(/^'+|'+$/g, '')
    .trim()
  return name || `Sheet ${place}`
}

/** Never half a pair. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const half = /[\ud800-\udbff]$/.test(text.slice(0, most))
  return text.slice(0, half ? most - 1 : most)
}
