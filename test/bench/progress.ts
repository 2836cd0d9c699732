/**
 * Says on stderr how far the bench is: one line that is rewritten on a terminal, else one line for each measurement.
 */

/** Says what is being done now. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
  else process.stderr.write(`${text}\n`)
}

/** Clears the line, for what comes after. */
export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
}
