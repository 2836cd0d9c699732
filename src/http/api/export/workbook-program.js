// @ts-check
/**
 * The program of the worker thread in which a workbook is written: writing thousands of cells keeps a thread busy for a
 * second, in which nobody's vote would be taken. It is sent the sheets and their lines, and sends back the bytes.
 * Plain JavaScript, so that the same file runs beside the sources and in the build.
 */
'use strict'

const { parentPort } = require('node:worker_threads')
const { default: writeXlsxFile } = require('write-excel-file/node')

/** Characters of a column, at least and at most. */
const MIN_WIDTH = 8
const MAX_WIDTH = 60
/** Lines that are looked at for the width of the columns. */
const WIDTH_LINES = 200

/** @typedef {{ name: string, lines: (string | number)[][] }} Sheet */

/** @type {Sheet[]} */
const sheets = []

/**
 * A text is a text whatever it begins with, never a formula.
 * @param {string | number} value
 * @param {boolean} isHead
 */
function cellOf(value, isHead) {
  if (value === '') return null
  const style = isHead ? /** @type {const} */ ({ fontWeight: 'bold', wrap: true }) : {}
  if (typeof value === 'number') return { value, type: Number, ...style }
  // The library looks texts up in an object, which has some of its own. It leaves this character out when it writes.
  return { value: value in {} ? `${value}\0` : value, type: String, ...style }
}

/** @param {Sheet} sheet */
function widthsOf({ lines }) {
  /** @type {number[]} */
  const widths = []
  for (const line of lines.slice(0, WIDTH_LINES))
    line.forEach((value, place) => {
      widths[place] = Math.max(widths[place] ?? MIN_WIDTH, Math.min(String(value).length + 2, MAX_WIDTH))
    })
  return widths.map(width => ({ width }))
}

parentPort?.on('message', async message => {
  if (message.sheet) return void sheets.push({ name: message.sheet, lines: [] })
  if (message.lines) return void sheets[sheets.length - 1]?.lines.push(...message.lines)
  const written = sheets.map(sheet => ({
    sheet: sheet.name,
    data: sheet.lines.map((line, place) => line.map(value => cellOf(value, place === 0))),
    columns: widthsOf(sheet),
    stickyRowsCount: 1,
  }))
  const buffer = await writeXlsxFile(written).toBuffer()
  const bytes = new Uint8Array(buffer)
  parentPort?.postMessage(bytes, [bytes.buffer])
})
