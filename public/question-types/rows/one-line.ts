/** Brings what was typed into the form in which it is sent. */

/** The text in one line, without spaces around it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
