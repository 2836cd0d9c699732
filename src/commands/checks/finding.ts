/** What the doctor finds: of which part, how bad it is, and what to do about it. */

/** `note`: it works, but not as somebody may expect. `wrong`: it does not work, or loses data. */
export type Level = 'fine' | 'note' | 'wrong'

export interface Finding {
  part: string
  level: Level
  /** One or more sentences: what is found, and what to do. */
  says: string
}

/** Makes findings of one part. */
export function findingsOf(part: string) {
  const of =
    (level: Level) =>
    (says: string): Finding => ({ part, level, says })
  return { fine: of('fine'), note: of('note'), wrong: of('wrong') }
}
