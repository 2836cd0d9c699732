/** Serves the built files and the pages of rooms. */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Config } from '../config'
import { fileOf, POWERPOINT_PAGE, REVEAL_PLUGIN, ROOM_PAGES } from '../core/pages'
import { cleanCode } from '../core/room/codes'
import type { Files, Headers } from './files'
import type { RefusalPage } from './refusal-page'
import { noteRefusal } from './refused'
import type { Refusal } from '../core/protocol/replies'
import { RETRY_AFTER_S } from '../misses'

/** Cached for a year, because names of built files change with their content. */
const FOREVER: Headers = { 'Cache-Control': 'public, max-age=31536000, immutable' }
export const REVALIDATED: Headers = { 'Cache-Control': 'no-cache' }
/** Pages of other origins load the client bundle and the plugin, too; they contain no data of this server. */
const FOR_EVERY_PAGE: Headers = {
  ...REVALIDATED,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

/** The file of the page at the base path. */
export function frontPage({ hasDefaultRoom }: Pick<Config, 'hasDefaultRoom'>): string {
  return hasDefaultRoom ? '/index.html' : '/enter.html'
}

/** The file of a page of a room with a code: a copy of its own, with links that fit its depth. */
export function roomPage(page: Parameters<typeof fileOf>[0]): string {
  return `/r/${fileOf(page)}`
}

export interface Pages {
  /** The built pages. */
  files: Files
  config: Config
  /** Returns the refusal if the page of this room is not shown. `code` undefined: the path has no valid code. */
  findRoom: (request: Request, code: string | undefined) => Promise<Refusal | undefined>
  refusals: RefusalPage
  /** Whether there was a room with this code. */
  wasErased: (code: string) => Promise<boolean>
}

/**
 * Serves the pages of rooms below the base path: most pages that are asked for, so they come before the API, whose
 * many addresses each request would else be compared with.
 */
export function roomPages({ files, config, findRoom, refusals, wasErased }: Pages): Router {
  const router = Router({ strict: true })
  const noRoom = files.filled('/no-room.html', { base: config.basePath })
  const erased = files.filled('/erased.html', { base: config.basePath })

  // Relative links need the slash after the base path.
  router.use((request, response, next) => {
    if (config.basePath && request.originalUrl.split('?')[0] === config.basePath)
      response.redirect(308, config.basePath + '/')
    else next()
  })
  router.get('/', (request, response) => files.send(request, response, frontPage(config), REVALIDATED))

  for (const page of ROOM_PAGES) {
    const path = page.path && `/${page.path}`
    router.get(`/r/:code${path}/`, (request, response, next) => {
      const code = cleanCode(String(request.params['code']))
      if (code) redirect(config, request, response, `/r/${code}${path}`)
      else next()
    })
    router.get(`/r/:code${path}`, async (request, response) => {
      const code = cleanCode(String(request.params['code']))
      const refusal = await findRoom(request, code)
      if (refusal?.code === 'too-fast') {
        response.set('Retry-After', String(RETRY_AFTER_S))
        refusals.answer(request, response, 429, refusal)
        return
      }
      if (refusal) {
        const page = code !== undefined && (await wasErased(code)) ? erased : noRoom
        noteRefusal(response, refusal.code)
        response.status(404).set('Cache-Control', 'no-store').type('html').send(page)
        return
      }
      files.send(request, response, roomPage(page), REVALIDATED)
    })
  }
  return router
}

/** Serves all other built files below the base path, and answers every request that nothing else has answered. */
export function otherPages({ files, config }: Pick<Pages, 'files' | 'config'>): Router {
  const router = Router({ strict: true })
  const whole = files.filled('/404.html', { base: config.basePath })
  const notFound = config.hasDefaultRoom ? whole : whole.replace(/<p data-main-room>.*?<\/p>/s, '')

  const answerNotFound: RequestHandler = (_request, response) => {
    response.status(404).set('Cache-Control', 'no-cache').type('html').send(notFound)
  }
  router.get(['/r', '/r/'], (request, response) => redirect(config, request, response, '/enter'))

  if (!config.hasDefaultRoom)
    for (const page of ROOM_PAGES) {
      const file = `/${fileOf(page)}`
      const bare = file.replace('.html', '')
      router.get([file, `${file}/`, bare, `${bare}/`], answerNotFound)
    }

  // Relative links need an address without a slash at its end.
  for (const path of [...ROOM_PAGES.map(page => page.path), POWERPOINT_PAGE].filter(Boolean))
    router.get(`/${path}/`, (request, response) => redirect(config, request, response, `/${path}`))

  router.use((request, response, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const name = isRead ? files.at(request.path) : undefined
    if (name === undefined) next()
    else files.send(request, response, name, headersOf(name))
  })
  // In short, as people type it: `/CODE`. What has a file is no code.
  for (const { path } of ROOM_PAGES) {
    const bare = `/:code${path && `/${path}`}`
    router.get([bare, `${bare}/`], (request, response, next) => {
      const code = cleanCode(String(request.params['code']))
      if (code) redirect(config, request, response, `/r/${code}${path && `/${path}`}`)
      else next()
    })
  }
  router.use(answerNotFound)
  return router
}

/** Leads to another path below the base path, with the same query. */
function redirect(config: Config, request: Request, response: Response, target: string): void {
  const query = /\?.*/s.exec(request.originalUrl)?.[0] ?? ''
  response.set('Cache-Control', 'no-store').redirect(config.basePath + target + query)
}

/** How long a built file may be kept, and whether pages of other origins may load it. */
export function headersOf(name: string): Headers {
  if (name.startsWith('/assets/')) return FOREVER
  const isForEveryPage = name.startsWith('/socket.io/') || name === `/${REVEAL_PLUGIN}`
  return isForEveryPage ? FOR_EVERY_PAGE : REVALIDATED
}
