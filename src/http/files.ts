/** Reads the built files into memory at the start and serves them from there, so that no request reads the disk. */
import type { Request, Response } from 'express'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { refuse } from '../core/protocol/refusals'
import { sendRefusal } from './refused'
import { allowScripts, withFittingHeaders } from './security-headers'

/** Encodings that the build prepares, the better one first, with the suffixes of their files. */
export const ENCODINGS = { br: '.br', gzip: '.gz' } as const
export type Encoding = keyof typeof ENCODINGS

/** One representation of a file. */
export interface Version {
  content: Buffer
  etag: string
}

interface File {
  plain: Version
  /** Hashes of the scripts that stand in it, if it is a page, as a policy names them. */
  scripts: string[]
  encoded: Partial<Record<Encoding, Version>>
}

/** The headers that a file is served with. */
export interface Headers {
  'Cache-Control': string
  [name: string]: string
}

/** A part of a template that is filled in with each answer. */
const PLACEHOLDER = /\[\[(\w+)\]\]/g

export class Files {
  private readonly templates: ReadonlySet<string>

  private constructor(private readonly files: ReadonlyMap<string, File>) {
    const pages = [...files.keys()].filter(name => name.endsWith('.html'))
    this.templates = new Set(pages.filter(name => this.text(name).search(PLACEHOLDER) >= 0))
  }

  /** Reads a folder with the .br and .gz files beside each file. Throws if it cannot be read. */
  static read(folder: string): Files {
    const contents = new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => path.join(entry.parentPath, entry.name))
        .map(file => [
          `/${path.relative(folder, file).split(path.sep).join('/')}`,
          versionOf(readFileSync(file)),
        ]),
    )
    const files = new Map<string, File>()
    for (const [name, plain] of contents) {
      if (Object.values(ENCODINGS).some(ending => name.endsWith(ending))) continue
      const encoded: File['encoded'] = {}
      const scripts = name.endsWith('.html') ? scriptsIn(plain.content.toString()) : []
      for (const [encoding, ending] of Object.entries(ENCODINGS) as [Encoding, string][]) {
        const version = contents.get(name + ending)
        if (version) encoded[encoding] = version
      }
      files.set(name, { plain, encoded, scripts })
    }
    return new Files(files)
  }

  private text(name: string): string {
    const file = this.files.get(name)
    if (!file) throw new Error(`${name} was not built.`)
    return file.plain.content.toString()
  }

  /** All of them, such as `/index.html`. */
  get names(): Iterable<string> {
    return this.files.keys()
  }

  /** @param name one of `names` */
  versionsOf(name: string): { plain: Version; encoded: Partial<Record<Encoding, Version>> } {
    return this.files.get(name)!
  }

  /** Hashes of the scripts that stand in a page, as a policy names them. */
  scriptsIn(name: string): readonly string[] {
    return this.files.get(name)!.scripts
  }

  /** The id of this build, which its pages contain. */
  get build(): string {
    return /data-build="(\w+)"/.exec(this.text('/index.html'))?.[1] ?? ''
  }

  /**
   * The text of a template such as `/404.html`, with a value for each `[[name]]`. Templates are answers at any depth, so
   * their links cannot be relative. No address leads to them.
   */
  filled(name: string, values: Record<string, string>): string {
    const template = this.text(name)
    return template.replace(PLACEHOLDER, (_mark, key: string) => {
      const value = values[key]
      if (value === undefined) throw new Error(`${name} has an unknown placeholder, ${key}.`)
      return value
    })
  }

  /** The name of the file at a path: `/` is `/index.html`, `/screen` and `/screen/` are `/screen.html`. */
  at(pathname: string): string | undefined {
    const bare = pathname.replace(/\/$/, '')
    return [pathname, `${bare}.html`, `${bare}/index.html`].find(
      name => this.files.has(name) && !this.templates.has(name),
    )
  }

  /** Answers a GET or HEAD request with a file: negotiates its encoding, and answers 304, 206 and 416. */
  send(request: Request, response: Response, name: string, headers: Headers): void {
    const { plain, encoded, scripts } = this.files.get(name)!
    const accepted = (Object.keys(ENCODINGS) as Encoding[]).find(
      encoding => encoded[encoding] && request.acceptsEncodings(encoding),
    )
    const { content, etag } = (accepted && encoded[accepted]) ?? plain
    response.set({ ...headers, ETag: etag }).type(path.extname(name))
    if (Object.keys(encoded).length > 0) response.vary('Accept-Encoding')
    const range = rangeOf(request, content.length, etag)
    if (range === 'unsatisfiable') {
      response.removeHeader('ETag')
      response.set('Content-Range', `bytes */${content.length}`)
      const refusal = { ...refuse('bad-request'), message: 'This file does not have that range.' }
      sendRefusal(response, 416, refusal)
      return
    }
    withFittingHeaders(response, name)
    allowScripts(response, scripts)
    if (accepted) response.set('Content-Encoding', accepted)
    if (!range) {
      response.send(content)
      return
    }
    const { start, end } = range
    response.status(206).set('Content-Range', `bytes ${start}-${end}/${content.length}`)
    response.send(content.subarray(start, end + 1))
  }
}

/** The hashes of the scripts that stand in a page. */
function scriptsIn(html: string): string[] {
  return Array.from(html.matchAll(/<script>(.*?)<\/script>/gs), ([, script]) => {
    return `'sha256-${createHash('sha256').update(script!).digest('base64')}'`
  })
}

function versionOf(content: Buffer): Version {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12)
  return { content, etag: `"${hash}"` }
}

/** The requested range, if there is exactly one; the standard allows ignoring several ranges. */
function rangeOf(
  request: Request,
  size: number,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const { range: header = '', 'if-range': condition = etag } = request.headers
  if (request.method !== 'GET' || !header.startsWith('bytes=') || condition !== etag) return undefined
  const isHuge = (header.match(/\d+/g) ?? []).some(digits => !Number.isSafeInteger(Number(digits)))
  const ranges = isHuge ? -1 : request.range(size)
  if (ranges === -1) return 'unsatisfiable'
  return typeof ranges === 'object' && ranges.length === 1 ? ranges[0] : undefined
}
