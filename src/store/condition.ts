/** Whether a store can record at the moment; tells its listeners once when that changes. */

/** Told why nothing can be recorded, in a sentence; undefined: all is well again. */
export type TroubleListener = (trouble: string | undefined) => void

export class Condition {
  private sentence: string | undefined
  private readonly listeners = new Set<TroubleListener>()

  /** Why nothing can be recorded just now, in a sentence for whoever runs the server; undefined: it can. */
  get trouble(): string | undefined {
    return this.sentence
  }

  /** Says how things are; listeners hear of it when it is news. */
  set(trouble: string | undefined): void {
    if (trouble === this.sentence) return
    this.sentence = trouble
    for (const listener of this.listeners) listener(trouble)
  }

  /** The listener is told at once of trouble that is there already. */
  onChange(listener: TroubleListener): void {
    this.listeners.add(listener)
    if (this.sentence !== undefined) listener(this.sentence)
  }
}
