/** The HTTP API that opens a room. */
import { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import { randomInt, randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { AddressBudgets } from '../rate-limiter'
import type { Config } from '../config'
import { fullBucket, hasToken, take, type Rate } from '../core/limits/token-bucket'
import { Burst } from '../core/limits/burst'
import { codeFrom, DEFAULT_ROOM } from '../core/room/codes'
import type { Refusal } from '../core/protocol/replies'
import { newRoom } from '../core/room/document'
import { cleanRoomName } from '../core/room/room-name'
import { presenterLink } from '../core/pages'
import { refuse } from '../core/protocol/refusals'
import { hashOf, newPresenterKey } from '../credentials'
import { addressOf, type Trust } from '../forwarded'
import type { Store } from '../store/store'
import { ifThereIsOne, jsonBody } from './json-body'
import { bearerOf, opensRoom } from './presenter-auth'
import { sendRefusal } from './refused'

/** Bytes of a request's body: a name is far shorter. */
const MAX_BODY = '4kb'
/** Codes tried before the request is refused with `no-free-code`. */
const MAX_TRIES = 10

const STATUS: Partial<Record<Refusal['code'], number>> = {
  'rooms-closed': 403,
  'wrong-key': 401,
  'too-fast': 429,
  'no-free-code': 503,
}

export interface OpenRooms {
  config: Config
  trust: Trust
  logger: Logger
  store: Promise<Store>
  /** Counts a wrong key. Returns the refusal if this client has sent too many. */
  missed: (request: Request) => Refusal | undefined
  shareUrl: (request: Request) => Promise<string>
}

/** `POST /api/rooms {name?}` -> `201 {code, url, presenterUrl, presenterKey}`. */
export function roomsApi({ config, logger, trust, store, missed, shareUrl }: OpenRooms): Router {
  const ofAddress = new AddressBudgets(hourly(config.addressRooms))
  const ofServer = hourly(config.hourlyRooms)
  const bucket = fullBucket(ofServer, performance.now())
  const burst = new Burst()

  /** Takes a token of the whole server only if the address has one left. */
  function isWithinBudget(address: string): boolean {
    const now = performance.now()
    if (!ofAddress.has(address, now)) return false
    if (hasToken(bucket, ofServer, now)) return ofAddress.take(address, now) && take(bucket, ofServer, now)
    if (burst.begins(now)) logger.warn('clients open rooms faster than HOURLY_ROOMS allows')
    return false
  }

  async function mayOpen(request: Request): Promise<Refusal | undefined> {
    if (config.openRooms === 'nobody') return refuse('rooms-closed')
    const key = bearerOf(request)
    if (await opensRoom(await store, DEFAULT_ROOM, key)) return undefined
    const tooMany = key === undefined ? undefined : missed(request)
    if (tooMany) return tooMany
    if (config.openRooms === 'key') return refuse('wrong-key')
    return isWithinBudget(addressOf(request, trust)) ? undefined : refuse('too-fast')
  }

  async function openRoom(roomName: string): Promise<{ code: string; key: string } | Refusal> {
    const key = newPresenterKey()
    const now = Date.now()
    const room = { ...newRoom(hashOf(key), { now, newId: randomUUID }), roomName }
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const code = codeFrom(() => randomInt(2 ** 32) / 2 ** 32)
      if (await (await store).createRoom(code, room, now)) return { code, key }
    }
    return refuse('no-free-code')
  }

  const answer = async (request: Request, response: Response) => {
    response.set('Cache-Control', 'no-store')
    const named = nameIn(request)
    const opened = named.ok ? ((await mayOpen(request)) ?? (await openRoom(named.name))) : named
    if ('ok' in opened) {
      if (opened.code === 'too-fast')
        response.set('Retry-After', String(Math.ceil(3600 / config.addressRooms)))
      sendRefusal(response, STATUS[opened.code] ?? 400, opened)
      return
    }
    const url = `${await shareUrl(request)}r/${opened.code}`
    response.status(201).json({
      code: opened.code,
      url,
      presenterUrl: presenterLink(url, opened.key),
      presenterKey: opened.key,
    })
  }
  return Router()
    .post('/api/rooms', ...ifThereIsOne(jsonBody(MAX_BODY)), answer)
    .use(answerBadBody)
}

const answerBadBody: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  response.set('Cache-Control', 'no-store')
  if (error.status === 413) sendRefusal(response, 413, refuse('room-name-too-long'))
  else if (error.status === 400) sendRefusal(response, 400, refuse('bad-request'))
  else next(error)
}

/** The name that a request gives its room, cleaned; empty if it gives none. */
function nameIn({ body }: Request): ReturnType<typeof cleanRoomName> {
  const { name = '' } = (body ?? {}) as { name?: unknown }
  return typeof name === 'string' ? cleanRoomName(name) : refuse('bad-request')
}

function hourly(rooms: number): Rate {
  return { perSecond: rooms / 3600, burst: rooms }
}
