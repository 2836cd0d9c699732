/** Brings what was typed into the form in which it is sent. */

/** The lines of a question, such as of code, with the spaces before them. */
export function severalLines(text: string): string {
  const [first = '', ...more] = text.trim().split(/\r\n|\r|\n/)
  return [oneLine(first), ...more.map(line => line.trimEnd())].join('\n')
}

/** The text in one line, without spaces around it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
