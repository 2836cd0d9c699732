/** Who may use the API: budgets of addresses and rooms, the code of the room, and the presenter's key. */
import type { Request } from 'express'
import { cleanCode, DEFAULT_ROOM } from '../../core/room/codes'
import type { Refusal } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { isKey } from '../../credentials'
import { addressOf, type Trust } from '../../forwarded'
import { AddressBudgets, Budgets } from '../../rate-limiter'
import { bearerOf } from '../presenter-auth'
import { HOUSE, type Drive, type DrivenRoom } from './driven-room'
import { failed, failure, missedOr, NO_KEY, type Failure } from './failures'
import type { Operation } from './operation'

/** Requests of one address; a whole class may stand behind it. */
const ADDRESS_RATE = { perSecond: 20, burst: 200 }
/** Requests with the key of one room. */
const KEY_RATE = { perSecond: 10, burst: 100 }

export interface AccessParts {
  trust: Trust
  drive: Drive
  opens: (code: string, key: string) => Promise<boolean>
  /** Counts a wrong key. Returns the refusal if this client has sent too many. */
  missed: (request: Request) => Refusal | undefined
  /** Why a room is not shown to this client; a code that it may have guessed is counted. */
  findRoom: (request: Request, code: string | undefined) => Promise<Refusal | undefined>
}

/** A room that a request may use. */
export interface Entry {
  code: string
  room: DrivenRoom
  isPresenter: boolean
  /** Of whoever asks: where budgets are counted. */
  address: string
}

export class Access {
  private readonly ofAddress = new AddressBudgets(ADDRESS_RATE)
  private readonly ofKey = new Budgets(KEY_RATE)

  constructor(private readonly parts: AccessParts) {}

  /** The room of a request for this operation, or why not. */
  async enter(request: Request, { key: need }: Pick<Operation, 'key'>): Promise<Entry | Failure> {
    const { trust, drive, opens, missed, findRoom } = this.parts
    const address = addressOf(request, trust)
    if (!this.ofAddress.take(address)) return failed(refuse('too-fast'))
    const named = String(request.params['code'] ?? '')
    const code = named.toLowerCase() === HOUSE ? DEFAULT_ROOM : cleanCode(named)
    const key = bearerOf(request)
    const isPresenter = code !== undefined && key !== undefined && (await opens(code, key))
    if (!isPresenter) {
      const refusal = await findRoom(request, code)
      if (refusal) return refusal.code === 'too-fast' ? missedOr(refusal, 'no-such-room') : failed(refusal)
      if (key !== undefined && (await isHelper(drive, code!, key))) return failure('helper-key')
      if (key !== undefined) return missedOr(missed(request), 'wrong-key')
      if (need === 'needed') return NO_KEY
    } else if (!this.ofKey.take(code)) return failed(refuse('too-fast'))
    const room = await drive(code!)
    return room ? { code: code!, room, isPresenter, address } : failed(refuse('no-such-room'))
  }
}

/** Whether this is the key of a helper of the room. */
async function isHelper(drive: Drive, code: string, key: string): Promise<boolean> {
  const room = await drive(code)
  return room?.document.helpers.some(({ keyHash }) => isKey(key, keyHash)) ?? false
}
