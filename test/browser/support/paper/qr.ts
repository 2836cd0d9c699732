/** What a page draws for a QR code, from the modules that the library says it has. */
import { create } from 'qrcode'

/** The drawing of a text as a QR code: each run of dark modules in a row, from left to right and from top to bottom. */
export function drawingOf(text: string): string {
  const { size, data } = create(text).modules
  const rows = Array.from({ length: size }, (_none, row) =>
    Array.from(data.subarray(row * size, (row + 1) * size), isDark => (isDark ? '#' : ' ')).join(''),
  )
  return rows
    .flatMap((cells, row) =>
      Array.from(cells.matchAll(/#+/g), ({ 0: run, index }) => `M${index} ${row}.5h${run.length}`),
    )
    .join('')
}
