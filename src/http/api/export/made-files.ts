/**
 * Makes files, each once for all who ask for it: a class that saves the results at the end costs as much as one student.
 * Who waits for its turn gets what is there then; what is there already goes out again only while the room is as it was.
 */
import type { Response } from 'express'
import sumBy from 'lodash/sumBy'
import { refuse } from '../../../core/protocol/refusals'
import type { Call } from '../call'
import { failed, failure, NO_KEY, type Failure } from '../failures'
import { AbortedWork, endIfAborted } from './aborted-work'
import { HeldFiles, isSame, type Held, type Revision } from './held-files'
import { isAllThere, revisionOf, type Contained } from './revision'
import { sendFile, type FileHead } from './sent'
import { Turns } from './turns'

/** What a file is made of. */
export interface Content {
  head: FileHead
  parts: (signal: AbortSignal) => AsyncIterable<Buffer>
}

export interface Wanted extends Contained {
  /** What it is called among the files of its room that the same people may have. */
  name: string
  /** Whether another thread makes it. */
  isInWorker?: boolean
  /** Called when it is its turn. */
  make: () => Promise<Content | Failure>
  /** Why whoever asks may not have it. */
  refusal: () => Failure | undefined
  /** The bytes as this one wants them. */
  as?: (parts: readonly Buffer[]) => readonly Buffer[]
}

/** A larger file is made anew for each who asks: it must not be in memory as a whole. */
const MAX_HELD_BYTES = 32 * 1024 * 1024
/** How many read such files at once. */
const MAX_LARGE = 4

/** The call of whoever asks. */
type Asker = Pick<Call, 'code' | 'room' | 'isPresenter' | 'address'> & { response: Response }
/** A file that is too large to be held. */
interface Large extends Content {
  revision: Revision
}
type Outcome = Held | Large | Failure

interface Making {
  /** Undefined: it waits for its turn, and will be of the newest state. */
  revision: Revision | undefined
  abort: AbortController
  /** How many wait for it. */
  waiting: number
  outcome: Promise<Outcome>
}

export class MadeFiles {
  private readonly making = new Map<string, Making[]>()
  /** Owners of the large files that are read just now. */
  private readonly large = new Set<string>()

  constructor(
    private readonly held = new HeldFiles(),
    private readonly maxHeldBytes = MAX_HELD_BYTES,
    private readonly here = new Turns(),
    private readonly inWorker = new Turns(),
  ) {}

  /** Answers with the file; or with what this returns. */
  async answer(call: Asker, wanted: Wanted): Promise<Failure | undefined> {
    const { response } = call
    let outcome: Outcome
    try {
      outcome = await this.presentOutcome(call, wanted)
    } catch (error) {
      if (response.destroyed) return undefined
      if (error instanceof AbortedWork) return failed(refuse('no-such-room'))
      throw error
    }
    if (response.destroyed) return undefined
    if ('status' in outcome) return outcome
    if (!('readers' in outcome)) return this.sendLarge(ownerOf(call), response, outcome)
    this.held.read(outcome, response)
    const parts = (wanted.as ?? (all => all))(outcome.parts)
    await sendFile(response, outcome.head, parts, { length: sumBy(parts, 'length') })
    return undefined
  }

  /** What was hidden while the file was made, or is not shared any more, is in none; nor has one who lost the key. */
  private async presentOutcome(call: Asker, wanted: Wanted): Promise<Outcome> {
    const { isPresenter, room } = call
    const { keyHash } = room.document
    for (;;) {
      const refused = wanted.refusal()
      if (refused) return refused
      const outcome = await this.outcomeOf(call, wanted)
      if (isPresenter) return room.document.keyHash === keyHash ? outcome : NO_KEY
      if ('status' in outcome) return outcome
      const { revision } = outcome
      if (revision.document === room.document && (await isAllThere(room, revision, wanted))) return outcome
    }
  }

  private async outcomeOf(call: Asker, wanted: Wanted): Promise<Outcome> {
    const name = JSON.stringify([ownerOf(call), wanted.name])
    const revision = await revisionOf(call.room, wanted)
    const known = this.held.find(name, revision)
    if (known) return known
    const all = this.making.get(name) ?? []
    const fitting = all.find(each => !each.revision || isSame(each.revision, revision))
    if (call.response.destroyed) throw new AbortedWork()
    const making = fitting ?? this.begin(name, call, wanted)
    return making ? waitFor(making, call.response) : failure('too-many-files')
  }

  private begin(name: string, call: Asker, wanted: Wanted): Making | undefined {
    const who = { owner: ownerOf(call), address: call.address }
    const turns = wanted.isInWorker ? this.inWorker : this.here
    if (turns.isFull(who)) return undefined
    const abort = new AbortController()
    // The room stays in memory; an erased one has no files.
    const stop = call.room.watch({ changed: () => undefined, ended: () => abort.abort() })
    const outcome = () => this.made(name, making, call, wanted)
    const making: Making = {
      revision: undefined,
      abort,
      waiting: 0,
      outcome: turns.take(who, abort.signal, outcome).finally(() => {
        stop()
        this.remove(name, making)
      }),
    }
    abort.signal.addEventListener('abort', () => this.remove(name, making))
    this.making.set(name, [...(this.making.get(name) ?? []), making])
    return making
  }

  private async made(name: string, making: Making, call: Asker, wanted: Wanted): Promise<Outcome> {
    const { signal } = making.abort
    const before = await revisionOf(call.room, wanted)
    making.revision = before
    const content = await wanted.make()
    if ('status' in content) return content
    const parts: Buffer[] = []
    let bytes = 0
    for await (const part of content.parts(signal)) {
      endIfAborted(signal)
      parts.push(part)
      if ((bytes += part.length) > this.maxHeldBytes) return { ...content, revision: before }
    }
    const after = await revisionOf(call.room, wanted)
    const made = { head: content.head, parts, revision: before, isKept: isSame(before, after) }
    return this.held.hold(name, ownerOf(call), made)
  }

  private remove(name: string, making: Making): void {
    const others = (this.making.get(name) ?? []).filter(each => each !== making)
    if (others.length > 0) this.making.set(name, others)
    else this.making.delete(name)
  }

  private async sendLarge(
    owner: string,
    response: Response,
    { head, parts }: Large,
  ): Promise<Failure | undefined> {
    if (this.large.size >= MAX_LARGE || this.large.has(owner)) return failure('too-many-files')
    this.large.add(owner)
    const abort = new AbortController()
    response.once('close', () => abort.abort())
    try {
      await sendFile(response, head, parts(abort.signal))
    } finally {
      this.large.delete(owner)
    }
    return undefined
  }
}

/** Presenters and all others see other things, and keep each other from nothing. */
function ownerOf({ code, isPresenter }: Asker): string {
  return `${isPresenter ? 'presenters' : 'everybody'} ${code}`
}

/** Waits for what is made; the last one who goes ends it. */
async function waitFor(making: Making, response: Response): Promise<Outcome> {
  const gone = () => {
    if (--making.waiting === 0) making.abort.abort()
  }
  making.waiting++
  response.once('close', gone)
  try {
    return await making.outcome
  } finally {
    response.off('close', gone)
  }
}
