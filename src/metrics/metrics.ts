/**
 * Measures this server for Prometheus: counts what it is told as an `Observer`, and reads the rest when it is asked.
 * Labels have a fixed set of values, and name no room, person or address.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Server as HttpServer } from 'node:http'
import type { RefusalCode } from '../core/protocol/replies'
import { refusalCodes } from '../core/protocol/refusals'
import type { Observer } from '../sockets/observer'
import type { Store } from '../store/store'
import type { TimedStep } from '../store/timing'
import { ACKNOWLEDGEMENT_S, STORE_S, TICK_S } from './buckets'

type Kind = 'hands' | 'ballot'
const TRANSPORTS = ['websocket', 'polling'] as const

export interface Measured {
  server: HttpServer
  /** How each connection reaches the server now, in the words of Engine.IO. */
  transports: () => Iterable<string>
  /** Rooms in memory on this server. */
  openRooms: () => number
  store: Promise<Store>
}

export class Metrics implements Observer {
  private readonly registry = new Registry()
  private readonly counts = this.countersIn(this.registry)
  private readonly times = this.histogramsIn(this.registry)
  /** Made once, because finding a labelled series by its label costs as much as counting. */
  private readonly ofKind = {
    hands: this.seriesOf('hands'),
    ballot: this.seriesOf('ballot'),
  }

  /** @param httpCodes all codes with which requests over HTTP may be refused */
  constructor(httpCodes: readonly string[]) {
    for (const code of refusalCodes()) this.counts.refusals.inc({ via: 'socket', code }, 0)
    for (const code of httpCodes) this.counts.refusals.inc({ via: 'http', code }, 0)
    collectDefaultMetrics({ register: this.registry })
  }

  /** Adds what is read when somebody asks; to be called once. */
  measure({ server, transports, openRooms, store }: Measured): void {
    const register = [this.registry]
    server.on('drop', () => this.counts.dropped.inc())
    new Gauge({
      name: 'ask_connections',
      help: 'Open Socket.IO connections, by transport.',
      labelNames: ['transport'],
      registers: register,
      collect() {
        for (const transport of TRANSPORTS) this.set({ transport }, 0)
        for (const transport of transports()) this.inc({ transport })
      },
    })
    new Gauge({
      name: 'ask_rooms_open',
      help: 'Rooms in memory on this server: somebody is in them, or has just been.',
      registers: register,
      collect() {
        this.set(openRooms())
      },
    })
    const canRecord = new Gauge({
      name: 'ask_store_recording',
      help: '1 while ballots and lines can be recorded, 0 while they are refused.',
      registers: register,
    })
    void store.then(
      ({ condition, timing }) => {
        canRecord.set(1)
        condition.onChange(trouble => canRecord.set(trouble === undefined ? 1 : 0))
        timing.watcher = ms => this.times[timing.step].observe(ms / 1000)
      },
      // Whoever opens the store says why it failed.
      () => undefined,
    )
  }

  /** All values as text, and its content type. */
  async read(): Promise<{ type: string; text: string }> {
    return { type: this.registry.contentType, text: await this.registry.metrics() }
  }

  voteAcknowledged(kind: Kind, ms: number): void {
    const { count, time } = this.ofKind[kind]
    count.inc()
    time.observe(ms / 1000)
  }

  refused(code: RefusalCode): void {
    this.counts.refusals.inc({ via: 'socket', code })
  }

  /** A request over HTTP was refused with this code, one of those that were given. */
  refusedRequest(code: string): void {
    this.counts.refusals.inc({ via: 'http', code })
  }

  announced(ms: number, busyMs: number): void {
    this.times.tick.observe(ms / 1000)
    this.times.tickBusy.observe(busyMs / 1000)
  }

  private seriesOf(kind: Kind) {
    this.times.acknowledgement.zero({ kind })
    const count = this.counts.votes.labels(kind)
    count.inc(0)
    return { count, time: this.times.acknowledgement.labels(kind) }
  }

  private countersIn(registry: Registry) {
    const registers = [registry]
    return {
      votes: new Counter({
        name: 'ask_votes_acknowledged_total',
        help: 'Votes that were taken, changed or taken back, and acknowledged; hands or ballots.',
        labelNames: ['kind'],
        registers,
      }),
      refusals: new Counter({
        name: 'ask_refusals_total',
        help: 'What was refused, by the code of the refusal: events and connections, or requests over HTTP.',
        labelNames: ['via', 'code'],
        registers,
      }),
      dropped: new Counter({
        name: 'ask_connections_dropped_total',
        help: 'Connections that were dropped because the limit of open files has no room for them.',
        registers,
      }),
    }
  }

  private histogramsIn(registry: Registry) {
    const registers = [registry]
    const plain = (name: string, help: string, buckets: number[]) =>
      new Histogram({ name, help, buckets, registers })
    return {
      acknowledgement: new Histogram({
        name: 'ask_vote_acknowledgement_seconds',
        help: 'From the arrival of a vote to its acknowledgement; a ballot is recorded in between.',
        labelNames: ['kind'],
        buckets: ACKNOWLEDGEMENT_S,
        registers,
      }),
      tick: plain(
        'ask_tally_tick_seconds',
        'From the begin of an announcement to a room (its tally, counts, lines) to the last socket written to.',
        TICK_S,
      ),
      tickBusy: plain(
        'ask_tally_tick_busy_seconds',
        'The part of an announcement that kept the process busy.',
        TICK_S,
      ),
      'lmdb-commit': plain(
        'ask_lmdb_commit_seconds',
        'A transaction of the embedded store, until it is on disk.',
        STORE_S,
      ),
      'redis-round-trip': plain(
        'ask_redis_round_trip_seconds',
        'The check of Redis that is made every second, a small write among it.',
        STORE_S,
      ),
    } satisfies Record<TimedStep, Histogram> & Record<string, Histogram>
  }
}
