/** Owns the pages that are served: the built files, those of rooms, the address to share and its QR code. */
import { Router, type Request, type RequestHandler } from 'express'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { toString as qrCode } from 'qrcode'
import sirv from 'sirv'
import type { Config } from '../config'
import { cleanCode } from '../core/codes'

/** A year: names of built files change with their content. */
const FOREVER = 'public, max-age=31536000, immutable'

export interface Pages {
  /** The built `public` folder, with .br and .gz beside each file. */
  folder: string
  config: Config
  /** Whether there is a room with this code; '' is the house room. */
  roomExists(code: string): Promise<boolean>
  /** The address of the house that people are told. */
  shareUrl(request: Request): string
}

/** Serves all pages below the base path. */
export function pages({ folder, config, roomExists, shareUrl }: Pages): Router {
  const router = Router({ strict: true })
  // Shown at any depth, so their links cannot be relative.
  const whole = (name: string) =>
    readFileSync(path.join(folder, name), 'utf8').replaceAll('[[base]]', config.basePath)
  const notFound = whole('404.html')
  const noRoom = whole('no-room.html')
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: ['html'],
    setHeaders(response, pathname) {
      response.setHeader('Cache-Control', pathname.startsWith('/assets/') ? FOREVER : 'no-cache')
    },
  })

  const answerNotFound: RequestHandler = (_request, response) => {
    response.status(404).set('Cache-Control', 'no-cache').type('html').send(notFound)
  }

  // Relative links need the slash at the end of the base path.
  router.use((request, response, next) => {
    if (config.basePath && request.originalUrl.split('?')[0] === config.basePath)
      response.redirect(308, config.basePath + '/')
    else next()
  })

  const roomUrl = (request: Request) => {
    const code = cleanCode(String(request.query.room ?? ''))
    return shareUrl(request) + (code ? `r/${code}` : '')
  }
  router.get('/share.json', (request, response) => {
    response.set('Cache-Control', 'no-store').json({ url: roomUrl(request) })
  })
  router.get('/qr.svg', async (request, response) => {
    const svg = await qrCode(roomUrl(request), { type: 'svg', margin: 2 })
    response.set('Cache-Control', 'no-store').type('svg').send(svg)
  })

  // Pages of rooms are built once more, with links that fit their depth.
  router.get(
    ['/r/:code', '/r/:code/present', '/r/:code/screen', '/r/:code/wall'],
    async (request, response, next) => {
      const code = cleanCode(String(request.params.code))
      if (!code || !(await roomExists(code))) {
        response.status(404).set('Cache-Control', 'no-store').type('html').send(noRoom)
        return
      }
      const [, page = 'index'] = /\/(present|screen|wall)$/.exec(request.path) ?? []
      request.url = `/r/${page}.html`
      files(request, response, next)
    },
  )
  if (!config.house) {
    router.get('/', (request, response, next) => {
      request.url = '/enter.html'
      files(request, response, next)
    })
    router.get(/^\/(present|screen|wall|index)(\.html)?\/?$/, answerNotFound)
  }

  router.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') files(request, response, next)
    else next()
  })
  router.use(answerNotFound)
  return router
}
