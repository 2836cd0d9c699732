/** Stores who holds which voting ticket in LMDB. Its methods run inside a transaction of the store, or only read. */
import type { Records } from './records'
import type { Ticket, TicketOutcome } from '../store'

/** The newest batch, and how many of its tickets are taken. */
interface Batch {
  batch: number
  used: number
}

export class LmdbTickets {
  constructor(private readonly records: Records) {}

  take(code: string, { batch, number, holder }: Ticket): TicketOutcome {
    this.drop(code, batch)
    const kept = this.kept(code)
    if (kept.batch !== batch) return 'void'
    const owner = this.records.read<string>(['ticket', code, number])
    if (owner !== undefined) return owner === holder ? 'taken' : 'used'
    if (this.records.read(['ticket-of', code, holder]) !== undefined) return 'second'
    this.records.write(['ticket', code, number], holder)
    this.records.write(['ticket-of', code, holder], number)
    this.records.write(['tickets', code], { batch, used: kept.used + 1 })
    return 'taken'
  }

  holds(code: string, batch: number, holder: string): boolean {
    return this.kept(code).batch === batch && this.records.read(['ticket-of', code, holder]) !== undefined
  }

  count(code: string, batch: number): number {
    const kept = this.kept(code)
    return kept.batch === batch ? kept.used : 0
  }

  /** Begins a batch, unless it or a newer one has begun: erases what older ones had. */
  drop(code: string, batch: number): void {
    if (this.kept(code).batch >= batch) return
    this.erase(code)
    this.records.write(['tickets', code], { batch, used: 0 })
  }

  erase(code: string): void {
    const taken = this.records.range(['ticket', code, 0], ['ticket', code, Infinity])
    for (const { key, value } of [...taken]) {
      this.records.remove(key)
      this.records.remove(['ticket-of', code, value as string])
    }
    this.records.remove(['tickets', code])
  }

  private kept(code: string): Batch {
    return this.records.read<Batch>(['tickets', code]) ?? { batch: 0, used: 0 }
  }
}
