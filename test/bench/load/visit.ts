/**
 * One visit as a phone makes it: the page, then what its head names (style, script, icon) over two connections, then
 * the WebSocket until it has joined. Made to cost little.
 */
import { connect, type Socket } from 'node:net'
import type { Dialect } from './dialects'
import { Voter } from './voter'

const HEAD_END = '\r\n\r\n'
/** What a phone asks for before it shows the question. */
const PARTS = /<(?:link rel="(?:icon|stylesheet)" href|script type="module" src)="([^"]+)"/g

/** All connections read into the same memory: what arrives is looked at at once. */
const buffer = Buffer.allocUnsafe(64 * 1024)

/** An HTTP/1.1 connection that is kept open, for one request after the other; answers must tell their length. */
class HttpConnection {
  private readonly socket: Socket
  /** The head of the answer that is being read, as far as it has come; the body is counted only. */
  private head = ''
  private missing = 0
  private body = ''
  private isOpen = true
  private finish: { resolve: (body: string) => void; reject: (error: Error) => void } | undefined

  constructor(
    private readonly port: number,
    private readonly keepsBody = false,
  ) {
    const read = (size: number) => {
      this.read(size)
      return true
    }
    this.socket = connect({ port, host: '127.0.0.1', onread: { buffer, callback: read } })
    this.socket.setNoDelay(true)
    this.socket.on('error', error => this.fail(error.message))
    this.socket.on('close', () => this.fail('the server hung up'))
  }

  /** Resolves to the body, or '' where it is not kept. Rejects if the status is not 200. */
  get(path: string, encoding: 'br' | 'identity'): Promise<string> {
    if (!this.isOpen) return Promise.reject(new Error('the server hung up'))
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\nAccept-Encoding: ${encoding}\r\n` +
        'Accept: */*\r\nAccept-Language: en\r\nUser-Agent: bench\r\n\r\n',
    )
    return new Promise((resolve, reject) => (this.finish = { resolve, reject }))
  }

  close(): void {
    this.isOpen = false
    this.finish = undefined
    this.socket.destroy()
  }

  private read(size: number): void {
    let bodyStart = 0
    if (this.missing === 0) {
      const before = this.head.length
      this.head += buffer.toString('latin1', 0, size)
      const end = this.head.indexOf(HEAD_END)
      if (end < 0) return
      if (!this.head.startsWith('HTTP/1.1 200')) return this.fail(this.head.split('\r\n')[0]!)
      this.missing = Number(/\r\ncontent-length: *(\d+)/i.exec(this.head)?.[1])
      if (!(this.missing > 0)) return this.fail('an answer that does not tell its length')
      bodyStart = end + HEAD_END.length - before
    }
    if (this.keepsBody) this.body += buffer.toString('utf8', bodyStart, size)
    this.missing -= size - bodyStart
    if (this.missing > 0) return
    const { body, finish } = this
    this.head = this.body = ''
    this.missing = 0
    this.finish = undefined
    finish?.resolve(body)
  }

  private fail(why: string): void {
    this.finish?.reject(new Error(why))
    this.close()
  }
}

/** The paths that the page at `/` names: first the two that a phone needs, the style and the script, then the icon. */
export async function partsOf(port: number): Promise<string[]> {
  const connection = new HttpConnection(port, true)
  const page = await connection.get('/', 'identity')
  connection.close()
  const parts = [...page.matchAll(PARTS)].map(([, path]) => `/${path}`)
  return parts.sort((one, two) => Number(one.endsWith('.svg')) - Number(two.endsWith('.svg')))
}

/** Visits once; resolves to the milliseconds until it has joined, and to how to leave. */
export async function visit(dialect: Dialect, port: number, number: number, parts: readonly string[]) {
  const start = performance.now()
  const connections = [new HttpConnection(port)]
  try {
    await connections[0]!.get('/', 'br')
    connections.push(new HttpConnection(port))
    const [first, second, ...others] = parts
    await Promise.all([connections[0]!.get(first!, 'br'), connections[1]!.get(second!, 'br')])
    const rest = async () => {
      for (const part of others) await connections[0]!.get(part, 'br')
    }
    const joined = new Promise<Voter>((resolve, reject) => {
      const voter: Voter = new Voter(dialect, port, number, (what, text) => {
        if (what === 'joined') resolve(voter)
        else if (what === 'closed') reject(new Error(text))
      })
    })
    const [voter] = await Promise.all([joined, rest()])
    return { took: performance.now() - start, leave: () => voter.leave() }
  } finally {
    for (const connection of connections) connection.close()
  }
}
