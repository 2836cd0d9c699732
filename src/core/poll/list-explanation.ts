/** The explanation of a question in a list: lines behind its choices that begin with `>`, read and written. */

/** Before each of its lines. */
const EXPLANATION = '>'

/** Whether a line is one of an explanation. */
export function isExplanation(line: string): boolean {
  return line[0] === EXPLANATION
}

/** Takes the explanation from the end of these lines; the rest are choices. */
export function splitExplanation<L extends { text: string }>(
  lines: readonly L[],
): [choices: L[], explanation: L[]] {
  let end = lines.length
  while (end > 0 && isExplanation(lines[end - 1]!.text)) end--
  return [lines.slice(0, end), lines.slice(end)]
}

/** The explanation that stands on these lines. */
export function explanationText(lines: readonly string[]): string {
  return lines
    .map(line => line.replace(/^\s*> ?/, ''))
    .join('\n')
    .trim()
}

/** Writes an explanation as lines that are read as one. */
export function writeExplanation(text: string): string[] {
  return text.split('\n').map(line => (line === '' ? EXPLANATION : `${EXPLANATION} ${line}`))
}
