/** Who may enter a room, and as whom: decided by the handshake. */
import type { Misses } from '../misses'
import type { Newcomers } from '../newcomers'
import { fullBucket, type Rate } from '../core/limits/token-bucket'
import { cleanCode } from '../core/room/codes'
import type { Helper } from '../core/room/document'
import { isCrew, type Role } from '../core/access/permissions'
import type { Refusal } from '../core/protocol/replies'
import { parseHandshake } from '../core/protocol/schemas'
import { refuse } from '../core/protocol/refusals'
import { isKey, keyedHash } from '../credentials'
import { addressOf, type Trust } from '../forwarded'
import type { LiveRoom, RoomSocket, SocketData } from './room/live-room'
import type { Registry } from './room/registry'

/** What no room has. */
const NO_CODE = '-'
/** Stands for all presenters of a room; no browser or tab id is as short. */
const PRESENTERS = 'presenters'

export interface AdmissionParts {
  trust: Trust
  misses: Misses
  newcomers: Newcomers
  /** Events of one socket. */
  socketRate: Rate
}

export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  /**
   * Decides by the handshake of a socket, and notes on it whose it is. Resolves to why it is refused.
   * @param secret keys the hashes under which persons are known
   */
  async admit(socket: RoomSocket, live: Registry, secret: Buffer): Promise<Refusal | undefined> {
    const { trust, misses, newcomers, socketRate } = this.parts
    const handshake = parseHandshake(socket.handshake.auth)
    if (!handshake.ok) return handshake
    const { tab, browser, room: code = '', screen = false, presenterKey, again = false } = handshake.value
    const { helperKey } = handshake.value
    const address = addressOf(socket.request, trust)
    const room = await live.find(code && (cleanCode(code) ?? NO_CODE))
    if (!room) return misses.missed(address) ?? refuse('no-such-room')
    const presenter = presenterKey !== undefined
    if (presenter && !isKey(presenterKey, room.document.keyHash))
      return misses.missed(address) ?? refuse('wrong-key')
    if (presenter && !room.presenterSlots.take(socket)) return refuse('too-many-presenters')
    const helper = presenter ? undefined : helperOf(room, helperKey)
    if (!presenter && helperKey !== undefined && !helper)
      return misses.missed(address) ?? refuse('wrong-helper-key')
    if (helper && !room.helperSlots.take(socket)) return refuse('too-many-helper-pages')
    const tabHash = tab && keyedHash(secret, room.code, 'tab', tab)
    // All presenters of a room are one person: a laptop and a phone speak with one voice.
    const ownId = presenter ? PRESENTERS : (browser ?? tab ?? socket.id)
    // Two hashes of one id, each for its own purpose: who has one of them, and the secret, cannot make the other.
    const privateId = helper?.id ?? keyedHash(secret, room.code, ownId)
    const person = helper?.id ?? keyedHash(secret, 'person', room.code, ownId)
    const role = roleOf({ presenter, helper: helper !== undefined, screen, tab })
    const isCrewMember = isCrew(role)
    const removed = room.removal.refusalFor({ person, privateId, tab: tabHash, role })
    if (removed) return removed
    const isKnown = room.addresses.of(address) > 0 || (tabHash && room.tabs.has(tabHash))
    const unfound = code && !isCrewMember && !isKnown ? misses.found(address) : undefined
    if (unfound) return unfound
    // Screens, presenters and helpers cast no votes and count as nobody; a tab that is here came with its browser.
    const hasCome = isCrewMember || screen || (tabHash && room.tabs.has(tabHash))
    const admitted = hasCome ? undefined : newcomers.admit(person, address)
    if (admitted && !admitted.ok) return admitted
    const data: SocketData = {
      tab: role === 'person' ? tabHash : undefined,
      person,
      privateId,
      role,
      screen: role === 'screen',
      presenter,
      isBack: again,
      classic: role === 'classic',
      address,
      since: admitted?.since ?? 0,
      budget: fullBucket(socketRate, performance.now()),
      excess: 0,
      room,
      ballot: null,
    }
    Object.assign(socket.data, data)
    return undefined
  }
}

function roleOf(brings: {
  presenter: boolean
  helper: boolean
  screen: boolean
  tab: string | undefined
}): Role {
  if (brings.presenter) return 'presenter'
  if (brings.helper) return 'helper'
  if (brings.screen) return 'screen'
  return brings.tab ? 'person' : 'classic'
}

/** Whose link brings this key. */
function helperOf({ document }: LiveRoom, key: string | undefined): Helper | undefined {
  return key === undefined ? undefined : document.helpers.find(({ keyHash }) => isKey(key, keyHash))
}
