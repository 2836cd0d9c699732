/** Selects a line of a text field and scrolls to it. */

/** @param number of the line, from 1 */
export function selectLine(field: HTMLTextAreaElement, number: number): void {
  const lines = field.value.split('\n')
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0)
  field.focus()
  field.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0))
  // Browsers do not scroll to a selection: a copy of the field with the text above the line is as high as that text.
  const copy = field.cloneNode() as HTMLTextAreaElement
  copy.removeAttribute('id')
  copy.style.height = '0'
  copy.style.minHeight = '0'
  copy.style.visibility = 'hidden'
  copy.value = lines.slice(0, number).join('\n')
  field.after(copy)
  field.scrollTop = copy.scrollHeight - field.clientHeight / 2
  copy.remove()
}
