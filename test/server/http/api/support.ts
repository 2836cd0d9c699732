/**
 * Requests to the HTTP API for tests: every answer, good or bad, is held against the OpenAPI document that the server
 * gives.
 */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { expect } from 'chai'
import type { TestApp } from '../../../support/app'

interface DescribedAnswer {
  content?: Record<string, { schema: object }>
  headers?: Record<string, unknown>
}
export interface Described {
  operationId: string
  security: object[]
  parameters: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, DescribedAnswer>
}
export interface Document {
  openapi: string
  paths: Record<string, Record<string, Described>>
}

export interface Answer<T> {
  status: number
  headers: Headers
  text: string
  json: T
}

export interface Sent {
  /** `null`: none. */
  key?: string | null
  /** As JSON; a string is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** What any answer may have; a test reads what it needs. */
export interface AnyJson {
  code: string
  message: string
  id: string
  pollId: string
  step: number
  name: string
  state: string
  upcoming: string | null
  nextQuestion: string | null
  shown: boolean
  revealed: boolean
  isUp: boolean
  askedAt: string
  text: string
  right: unknown
  question: { text: string; right?: unknown; explanation?: string }
  questions: { id: string; text: string; right?: unknown }[]
  polls: AnyJson[]
  results: AnyJson[]
  pollIds: string[]
  format: string
  problems: { line: number; message: string }[]
  rounds: (Record<string, unknown> & { voted: number; counts: Record<string, number> })[]
  turnout: { voted: number; present: number }
  room?: AnyJson
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
const compiled = new WeakMap<object, ValidateFunction>()

/** A program that uses the API of a server. */
export class Program {
  private constructor(
    private readonly app: Pick<TestApp, 'url'>,
    private readonly key: string,
    readonly document: Document,
  ) {}

  static async of(app: Pick<TestApp, 'url'>, key: string): Promise<Program> {
    const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Document
    return new Program(app, key, document)
  }

  /** Sends a request to a path behind `/api`, and checks that the answer is one that the document has. */
  async send(
    method: string,
    path: string,
    { key = this.key, body, headers = {} }: Sent = {},
  ): Promise<Answer<AnyJson>> {
    const response = await fetch(`${this.app.url}/api${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    this.check(method, path, response, text)
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson && text ? JSON.parse(text) : {}) as AnyJson,
    }
  }

  /** The same, for requests that must succeed. */
  async does(method: string, path: string, sent: Sent = {}): Promise<AnyJson> {
    const { status, text, json } = await this.send(method, path, sent)
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`)
    return json
  }

  /** The described operation of a request; undefined: the document has none. */
  operationOf(method: string, path: string): Described | undefined {
    const plain = `/api${path.split('?')[0]}`
    const fits = (known: string) =>
      new RegExp(`^${known.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(plain)
    const known = Object.keys(this.document.paths)
      .filter(fits)
      .sort((one, other) => Number(one.endsWith('}')) - Number(other.endsWith('}')))[0]
    return known === undefined ? undefined : this.document.paths[known]![method.toLowerCase()]
  }

  private check(method: string, path: string, response: Response, text: string): void {
    const operation = this.operationOf(method, path)
    if (!operation) return
    const what = `${method} ${path}: ${response.status} ${text.slice(0, 400)}`
    const described = operation.responses[String(response.status)]
    expect(described, what).to.not.equal(undefined)
    if (described!.headers?.['Retry-After'])
      expect(Number(response.headers.get('Retry-After')), what).to.be.greaterThan(0)
    expect(response.headers.get('Cache-Control'), what).to.equal('no-store')
    if (!described!.content) return expect(text, what).to.equal('') as never
    const [[type, { schema }]] = Object.entries(described!.content) as [[string, { schema: object }]]
    expect(response.headers.get('Content-Type'), what).to.include(type)
    if (type !== 'application/json') return
    let validate = compiled.get(schema)
    if (!validate) compiled.set(schema, (validate = ajv.compile(schema)))
    expect(validate(JSON.parse(text)), `${what}\n${JSON.stringify(validate.errors)}`).to.equal(true)
  }
}

/** A question over two choices, as a program sends it. */
export const QUESTION = {
  type: 'one',
  text: 'Which letter is the first?',
  choices: ['Alpha', 'Beta'],
  right: 'A',
  explanation: 'It is the first one.',
} as const

/** Server-sent events of an address, one after the other. */
export class EventReader {
  private readonly decoder = new TextDecoder()
  private rest = ''
  private readonly waiting: { event: string; data: AnyJson }[] = []

  private constructor(
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly abort: AbortController,
  ) {}

  static async open(app: Pick<TestApp, 'url'>, code: string, key: string | null): Promise<EventReader> {
    const abort = new AbortController()
    const response = await fetch(`${app.url}/api/rooms/${code}/events`, {
      signal: abort.signal,
      headers: key === null ? {} : { Authorization: `Bearer ${key}` },
    })
    expect(response.status).to.equal(200)
    expect(response.headers.get('Content-Type')).to.include('text/event-stream')
    return new EventReader(response.body!.getReader(), abort)
  }

  /** The next event; undefined: the server has ended the stream. */
  async next(): Promise<{ event: string; data: AnyJson } | undefined> {
    while (this.waiting.length === 0) {
      const { done, value } = await this.reader.read()
      if (done) return undefined
      this.rest += this.decoder.decode(value, { stream: true })
      const parts = this.rest.split('\n\n')
      this.rest = parts.pop()!
      for (const part of parts) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/s.exec(part) ?? []
        if (event !== undefined && data !== undefined)
          this.waiting.push({ event, data: JSON.parse(data) as AnyJson })
      }
    }
    return this.waiting.shift()
  }

  /** The data of the next event of this name that fits. */
  async until(event: string, fits: (data: AnyJson) => boolean): Promise<AnyJson> {
    for (;;) {
      const next = await this.next()
      if (!next) throw new Error(`the stream ended before a ${event} that fits`)
      if (next.event === event && fits(next.data)) return next.data
    }
  }

  close(): void {
    this.abort.abort()
  }
}
