/** Fetches the results of a lesson: one request, as the presenter where this browser holds the key of the room. */
import type { QuestionJson } from '../../src/core/import/json-shape'
import type { RoundFigures } from '../../src/core/import/round-json'
import type { Turnout } from '../../src/core/protocol/poll'
import { keyOf } from '../shared/connection/presenter-keys'
import { roomCode } from '../shared/urls'
import type { AskEntry } from './asks-section'

/** A question with what came of it, as the API answers it. */
export interface ResultEntry {
  id: string
  question: QuestionJson
  posed: boolean
  isUp: boolean
  shown: boolean
  revealed: boolean
  askedAt: string
  /** In which it was asked: an earlier one where it was shown again. */
  lesson: number
  /** With the number of each, from 1. */
  rounds: (RoundFigures & { round: number; shown: boolean })[]
  turnout: Turnout
  /** The poll of each round; '': it is not known. */
  pollIds: string[]
}

export interface LessonResults {
  code: string
  name: string
  lesson: number
  isPublic: boolean
  /** Whether what was not shown is among it. */
  isAll: boolean
  files: boolean
  /** Whether it is kept which answers of this lesson are from the same person. */
  rowsKept: boolean
  /** The earlier ones, for presenters. */
  lessons?: { lesson: number; startedAt: string; endedAt: string; questions: number }[]
  /** Those that everybody saw, the most wanted first. */
  asks: AskEntry[]
  results: ResultEntry[]
}

/** Why there are none. */
export type Why = 'off' | 'no-room' | 'trouble' | 'offline'
export type Fetched = { ok: true; lesson: LessonResults } | { ok: false; why: Why }

export interface Wanted {
  /** undefined: the present one. */
  lesson?: number | undefined
  /** Whether a presenter looks at what the audience sees. */
  asAudience: boolean
}

/** How often a request is repeated that came when too many did. */
const MAX_TRIES = 8
const TIMEOUT_MS = 20_000

/** Where something of this room is in the API. */
export function apiAddress(path: string): string {
  return new URL(`api/rooms/${roomCode || 'house'}/${path}`, document.baseURI).href
}

/** Where the results of this room are. @param more an ending, or what stands behind the `?` */
export function resultsAddress(more: string): string {
  return apiAddress(`results${more}`)
}

/** @param busy is told when the server asks to wait */
export async function fetchResults(wanted: Wanted, busy: () => void): Promise<Fetched> {
  const key = wanted.asAudience ? undefined : keyOf(roomCode)
  for (let tries = 1; ; tries++) {
    const response = await ask(wanted.lesson, key).catch(() => undefined)
    if (!response) return { ok: false, why: 'offline' }
    const { status } = response
    // A key that is no longer the room's: what everybody sees.
    if (status === 401 && key !== undefined) return fetchResults({ asAudience: true }, busy)
    if (status === 429 && tries < MAX_TRIES) {
      busy()
      await waited(Number(response.headers.get('Retry-After')) || 1)
      continue
    }
    if (!response.ok)
      return { ok: false, why: status === 403 ? 'off' : status === 404 ? 'no-room' : 'trouble' }
    const lesson = (await response.json().catch(() => undefined)) as LessonResults | undefined
    return lesson ? { ok: true, lesson } : { ok: false, why: 'offline' }
  }
}

async function ask(lesson: number | undefined, key: string | undefined): Promise<Response> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS)
  const query = lesson === undefined ? '' : `?lesson=${lesson}`
  const headers = key === undefined ? {} : { Authorization: `Bearer ${key}` }
  try {
    return await fetch(resultsAddress(query), { cache: 'no-store', headers, signal: abort.signal })
  } finally {
    clearTimeout(timer)
  }
}

/** Not all at once again: a class that was asked to wait comes back spread over some seconds. */
function waited(seconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, (seconds + Math.random() * 3) * 1000))
}
