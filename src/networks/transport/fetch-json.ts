/** Sends one HTTP request to a network: returns JSON, limited in time and size, or the failure. */
import { reasonOf, retryAfterOf, type Failure } from './backoff'
import { parseJson } from './json-path'

/** The most characters of an answer. */
const MAX_ANSWER_LENGTH = 4 * 1024 * 1024

export interface Asked {
  /** Milliseconds the whole request may take. */
  timeout: number
  signal?: AbortSignal | undefined
  method?: 'GET' | 'POST'
  token?: string | undefined
  body?: unknown
}

export type Answered = { ok: true; body: unknown; headers: Headers } | { ok: false; failure: Failure }

/** Sends a request; never throws. */
export async function ask(
  url: string,
  { timeout, signal, method = 'GET', token, body }: Asked,
): Promise<Answered> {
  const limit = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(url, {
      method,
      headers: headersOf(token, body !== undefined),
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    if (!response.ok) {
      void response.body?.cancel().catch(() => undefined)
      return { ok: false, failure: failureOf(response) }
    }
    const json = parseJson(await textOf(response))
    if (json === undefined) return { ok: false, failure: { reason: 'closed' } }
    return { ok: true, body: json, headers: response.headers }
  } catch {
    return { ok: false, failure: { reason: 'unreachable' } }
  }
}

/** The headers of every request. */
export function headersOf(token: string | undefined, hasBody = false): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'ask-the-audience',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(hasBody && { 'content-type': 'application/json' }),
  }
}

/** The failure for an answer other than success. */
export function failureOf({ status, headers }: Response): Failure {
  return { reason: reasonOf(status), retryAfter: retryAfterOf(headers.get('retry-after')), isAnswer: true }
}

async function textOf(response: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true })
    if (text.length > MAX_ANSWER_LENGTH) throw new Error('too long')
  }
  return text + decoder.decode()
}
