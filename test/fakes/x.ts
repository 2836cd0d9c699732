/**
 * A local X, scripted by a test: rules over REST and one filtered stream of JSON lines, which the test writes to as
 * it likes.
 */
import type { ServerResponse } from 'node:http'
import { sendJson, Upstream, type Mood, type Request } from './upstream'

export const TOKEN = 'a-paid-bearer-token'
/** Rules this plan allows. */
const MAX_RULES = 5

interface Rule {
  id: string
  value: string
  tag: string
}

export class FakeX extends Upstream {
  mood: Mood = 'well'
  rulesMood: Mood = 'well'
  rules: Rule[] = []
  /** A word that no rule may have. */
  forbidden = 'forbidden'
  private readonly streams = new Set<ServerResponse>()
  private ids = 0

  static start(): Promise<FakeX> {
    return new FakeX().listen()
  }

  get connected(): number {
    return this.streams.size
  }

  /** Values of the rules that are ours. */
  get values(): string[] {
    return this.rules.filter(({ tag }) => tag !== 'of another').map(({ value }) => value)
  }

  /** A post as a line of the stream. */
  line(text: string, { data = {}, user = {} }: { data?: object; user?: object } = {}): string {
    const id = String(2_000_000_000_000 + ++this.ids)
    return JSON.stringify({
      data: { id, text, author_id: '42', created_at: new Date().toISOString(), lang: 'en', ...data },
      includes: {
        users: [
          {
            id: '42',
            name: 'Ana A.',
            username: 'ana_a',
            profile_image_url: 'https://pbs.example/a.png',
            ...user,
          },
        ],
      },
      matching_rules: this.rules.map(({ id, tag }) => ({ id, tag })),
    })
  }

  /** Sends a post. */
  post(text: string, more?: { data?: object; user?: object }): void {
    this.write(`${this.line(text, more)}\r\n`)
  }

  /** Sends anything, as it is. */
  write(piece: string | Buffer): void {
    for (const stream of this.streams) stream.write(piece)
  }

  /** Ends the stream, in good order or not. */
  drop(isOrderly = true): void {
    for (const stream of this.streams)
      if (isOrderly) stream.end()
      else stream.destroy()
  }

  protected moodOf({ url }: Request): Mood {
    return url.pathname.endsWith('/rules') ? this.rulesMood : this.mood
  }

  protected answer(request: Request, response: ServerResponse): void {
    const { url, headers, method } = request
    if (headers.authorization !== `Bearer ${TOKEN}`) return sendJson(response, { title: 'Unauthorized' }, 401)
    if (url.pathname === '/2/tweets/search/stream/rules' && method === 'GET')
      return sendJson(response, { data: this.rules, meta: {} })
    if (url.pathname === '/2/tweets/search/stream/rules') return this.change(request, response)
    if (url.pathname !== '/2/tweets/search/stream') return sendJson(response, {}, 404)
    if (this.streams.size > 0) return sendJson(response, { title: 'ConnectionException' }, 429)
    // The first sign of life comes with the first post, or after 20 s.
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders()
    this.streams.add(response)
    response.on('close', () => {
      this.streams.delete(response)
      this.emit('left')
    })
    this.emit('connected')
  }

  private change({ body }: Request, response: ServerResponse): void {
    const { add = [], delete: gone } = body as { add?: Omit<Rule, 'id'>[]; delete?: { ids: string[] } }
    if (add.some(({ value }) => value.includes(this.forbidden)))
      return sendJson(
        response,
        { title: 'Invalid Request', errors: [{ message: 'UnprocessableEntity' }] },
        400,
      )
    if (gone) this.rules = this.rules.filter(({ id }) => !gone.ids.includes(id))
    const errors = []
    const data = []
    for (const { value, tag } of add)
      if (this.rules.length >= MAX_RULES) errors.push({ title: 'RulesCapExceeded', value })
      else {
        const rule = { id: `rule${++this.ids}`, value, tag }
        this.rules.push(rule)
        data.push(rule)
      }
    this.emit('rules')
    const isAll = errors.length === 0
    sendJson(response, { data, meta: {}, ...(!isAll && { errors }) }, add.length > 0 ? 201 : 200)
  }
}
