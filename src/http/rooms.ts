/** Owns opening a room over HTTP, and the pages of rooms. */
import { Router, type Request, type Response } from 'express'
import { randomInt, randomUUID } from 'node:crypto'
import type { Config } from '../config'
import { fullBucket, take, type Bucket } from '../core/budget'
import { codeFrom } from '../core/codes'
import type { Refusal } from '../core/events'
import { newRoom } from '../core/lecture'
import { refuse } from '../core/refusals'
import { hashOf, isKey, newPresenterKey } from '../keys'
import type { Store } from '../store/store'

/** Codes tried before "none is free" is the answer. */
const MAX_TRIES = 10
/** Rooms one address may open: a handful at once, then one a minute. */
const RATE = { perSecond: 1 / 60, burst: 10 }

const STATUS: Partial<Record<Refusal['code'], number>> = {
  'rooms-closed': 403,
  'wrong-key': 401,
  'too-fast': 429,
  'no-free-code': 503,
}

export interface OpenRooms {
  config: Config
  store: Promise<Store>
  houseKey: string
  shareUrl(request: Request): string
}

/** `POST /api/rooms` -> `201 {code, url, presenterUrl, presenterKey}`. */
export function roomsApi({ config, store, houseKey, shareUrl }: OpenRooms): Router {
  const buckets = new Map<string, Bucket>()

  function mayOpen(request: Request): Refusal | undefined {
    if (config.openRooms === 'nobody') return refuse('rooms-closed')
    const [, key = ''] = /^Bearer (.+)$/.exec(request.get('Authorization') ?? '') ?? []
    const isHouse = isKey(key, hashOf(houseKey))
    if (config.openRooms === 'key' && !isHouse) return refuse('wrong-key')
    if (isHouse) return undefined
    const address = request.ip ?? ''
    const now = performance.now()
    if (buckets.size > 10_000) buckets.clear()
    const bucket = buckets.get(address) ?? fullBucket(RATE, now)
    buckets.set(address, bucket)
    return take(bucket, RATE, now) ? undefined : refuse('too-fast')
  }

  async function openRoom(): Promise<{ code: string; key: string } | Refusal> {
    const key = newPresenterKey()
    const now = Date.now()
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const code = codeFrom(() => randomInt(2 ** 32) / 2 ** 32)
      if (await (await store).createRoom(code, newRoom(hashOf(key), { now, newId: randomUUID }), now))
        return { code, key }
    }
    return refuse('no-free-code')
  }

  return Router().post('/api/rooms', async (request: Request, response: Response) => {
    response.set('Cache-Control', 'no-store')
    const opened = mayOpen(request) ?? (await openRoom())
    if ('ok' in opened) {
      if (opened.code === 'too-fast') response.set('Retry-After', '60')
      response.status(STATUS[opened.code] ?? 400).json(opened)
      return
    }
    const url = `${shareUrl(request)}r/${opened.code}`
    response.status(201).json({
      code: opened.code,
      url,
      presenterUrl: `${url}/present#key=${opened.key}`,
      presenterKey: opened.key,
    })
  })
}
