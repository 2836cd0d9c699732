/**
 * Reports from the audience: a person says of a line, an ask or a post that it is rude; presenters and helpers are told
 * how many did, and nothing is hidden by it. Kept in memory only, the same on all nodes.
 */
import { Reports, type ReportedThing, type ReportsState } from '../../core/chat/reports'
import { beginningOf } from '../../core/limits/bounded'
import type { ReportOfNode } from '../../core/protocol/node-events'
import { refuse } from '../../core/protocol/refusals'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { ReportKey } from '../../core/protocol/reports'
import type { RoomDocument } from '../../core/room/document'
import { keyedHash } from '../../credentials'
import type { Newcomers } from '../../newcomers'
import type { Budgets } from '../../rate-limiter'
import { broadcast } from '../room/broadcast'
import type { GoneReports, Reportable } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { RoomBudget, sourceOf } from '../room/room-budget'

/** Reports of one person, and those taken back. */
export const PERSON_REPORT_RATE = { perSecond: 0.2, burst: 10 }
/** Reports of a room's people together. */
const ROOM_REPORT_RATE = { perSecond: 10, burst: 80 }
/** Milliseconds in which reports are folded into one message. */
const FOLD_MS = 500
/** UTF-8 bytes of the beginning of what was reported. */
const MAX_TEXT_BYTES = 240

/** Finds what a socket wants to report, as its people see it; or says why it cannot. */
type Find<Id> = (socket: RoomSocket, id: Id) => Reportable | Refusal | Promise<Reportable | Refusal>

export interface ReportParts {
  secret: Buffer
  reportBudgets: Budgets
  /** For how long somebody who has come counts as new. */
  newcomerMs: number
  newcomers: Newcomers
}

export class RoomReports implements GoneReports {
  private readonly reports = new Reports()
  private readonly roomBudget = new RoomBudget(ROOM_REPORT_RATE)
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: ReportParts,
    private readonly find: { line: Find<number>; ask: Find<number>; post: Find<string> },
  ) {}

  async report(
    socket: RoomSocket,
    { isOn, ...key }: ReportKey & { isOn: boolean },
  ): Promise<Reply<{ isOn: boolean }>> {
    const reporter = this.reporterOf(socket.data.privateId)
    const { reportBudgets, newcomerMs } = this.parts
    const since = this.cameAt(socket, key)
    if (typeof since !== 'number') return since
    const source = sourceOf({ ...socket.data, since }, newcomerMs)
    if (!reportBudgets.has(reporter) || !this.roomBudget.take(source)) return refuse('too-fast')
    reportBudgets.take(reporter)
    if (!isOn) {
      if (this.reports.remove(key, reporter)) this.told({ thing: key, reporter, isOn })
      return { ok: true, isOn }
    }
    const found = await (key.kind === 'post'
      ? this.find.post(socket, key.id)
      : this.find[key.kind](socket, key.id))
    if ('code' in found) return found
    if (found.isOwn) return refuse('own-words')
    const { name, text, from, ofCrew } = found
    const thing: ReportedThing = {
      ...key,
      name,
      text: beginningOf(text, MAX_TEXT_BYTES),
      ...(from && { from }),
      ...(ofCrew && { ofCrew }),
    }
    const isNew = this.reports.add(thing, reporter)
    if (isNew === 'full') return refuse('too-many-reports')
    if (isNew) this.told({ thing, reporter, isOn })
    return { ok: true, isOn }
  }

  /** For presenters and helpers: they have seen to it. */
  dismiss(key: ReportKey): Reply {
    if (!this.reports.drop(key)) return refuse('already-so')
    this.room.publish('reportsDismissed', key)
    this.tellSoon()
    return { ok: true }
  }

  dismissedElsewhere(key: ReportKey): void {
    this.gone(key)
  }

  reportedElsewhere({ thing, reporter, isOn }: ReportOfNode): void {
    const isNew = isOn
      ? this.reports.add(thing as ReportedThing, reporter)
      : this.reports.remove(thing, reporter)
    if (isNew === true) this.tellSoon()
  }

  ownOf(privateId: string, kind: ReportKey['kind']): ReportKey['id'][] {
    return this.reports.size === 0 ? [] : this.reports.idsOf(kind, this.reporterOf(privateId))
  }

  gone(key: ReportKey): void {
    if (this.reports.drop(key)) this.tellSoon()
  }

  keep(kind: ReportKey['kind'], isKept: (id: ReportKey['id']) => boolean): void {
    if (this.reports.size > 0 && this.reports.keep(kind, isKept)) this.tellSoon()
  }

  get state(): ReportsState {
    return this.reports.state
  }

  async catchUp(): Promise<void> {
    const isEnough = (value: unknown) => value !== undefined
    const answers = await this.room.ask('reportsWanted', undefined, { isEnough })
    for (const { value = [] } of answers)
      for (const { thing, reporters } of value)
        for (const reporter of reporters) this.reportedElsewhere({ thing, reporter, isOn: true })
  }

  joined(socket: RoomSocket): void {
    const isCrew = this.room.presenters.has(socket) || this.room.helpers.has(socket)
    // Whoever comes back may know some that are gone.
    const isNews = this.reports.size > 0 || socket.data.isBack
    if (isCrew && isNews) socket.emit('reports', this.reports.told)
  }

  /** What belongs to a lesson is reported in that lesson only. */
  documentChanged({ firstLine, lesson, forgotten }: RoomDocument): void {
    const { document } = this.room
    const isSame =
      document.firstLine === firstLine && document.lesson === lesson && document.forgotten === forgotten
    if (!isSame && this.reports.clear()) this.tellSoon()
  }

  close(): void {
    clearTimeout(this.timer)
  }

  /**
   * When whoever reports first came. The page of the wall connects as a screen, which has posts only and which nobody
   * limits: who reports there counts as a browser that comes, so that nobody makes up many of them.
   */
  private cameAt({ data }: RoomSocket, { kind }: ReportKey): number | Refusal {
    const { screen, since, person, address } = data
    if (!screen) return since
    if (kind !== 'post') return refuse(kind === 'line' ? 'no-such-line' : 'no-such-ask')
    const admitted = this.parts.newcomers.admit(person, address)
    return admitted.ok ? admitted.since : admitted
  }

  private reporterOf(privateId: string): string {
    return keyedHash(this.parts.secret, 'reports', this.room.code, privateId)
  }

  private told(report: ReportOfNode): void {
    this.room.publish('reported', report)
    this.tellSoon()
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      void broadcast([...this.room.presenters, ...this.room.helpers], [['reports', this.reports.told]])
    }, FOLD_MS).unref()
  }
}
