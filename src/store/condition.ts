/** Holds whether a store can record now, and notifies listeners once at each change. */

/** Receives a sentence why nothing can be recorded; undefined: the store works again. */
export type TroubleListener = (trouble: string | undefined) => void

export class Condition {
  private sentence: string | undefined
  private readonly listeners = new Set<TroubleListener>()

  /** A sentence for the operator why nothing can be recorded now; undefined: the store works. */
  get trouble(): string | undefined {
    return this.sentence
  }

  /** Sets the condition; notifies listeners if it has changed. */
  set(trouble: string | undefined): void {
    if (trouble === this.sentence) return
    this.sentence = trouble
    for (const listener of this.listeners) listener(trouble)
  }

  /** Notifies the listener at once if there is trouble already. */
  onChange(listener: TroubleListener): void {
    this.listeners.add(listener)
    if (this.sentence !== undefined) listener(this.sentence)
  }
}
