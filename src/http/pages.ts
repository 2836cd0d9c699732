/** Owns what is served over HTTP in the house room: the built pages, the address to share and its QR code. */
import { Router } from 'express'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { toString as qrCode } from 'qrcode'
import sirv from 'sirv'
import type { Config } from '../config'
import type { Trust } from '../request'
import { shareUrl } from './share'

/** A year: names of built files change with their content. */
const FOREVER = 'public, max-age=31536000, immutable'

/**
 * @param folder the built `public` folder, with .br and .gz beside each file
 */
export function pages(folder: string, config: Config, trust: Trust): Router {
  const router = Router({ strict: true })
  // Shown at any depth, so its links cannot be relative.
  const notFound = readFileSync(path.join(folder, '404.html'), 'utf8').replaceAll('[[base]]', config.basePath)

  // Relative links need the slash at the end of the base path.
  router.use((request, response, next) => {
    if (config.basePath && request.originalUrl.split('?')[0] === config.basePath)
      response.redirect(308, config.basePath + '/')
    else next()
  })

  router.get('/share.json', (request, response) => {
    response.set('Cache-Control', 'no-store').json({ url: shareUrl(request, config, trust) })
  })

  router.get('/qr.svg', async (request, response) => {
    const svg = await qrCode(shareUrl(request, config, trust), { type: 'svg', margin: 2 })
    response.set('Cache-Control', 'no-store').type('svg').send(svg)
  })

  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: ['html'],
    setHeaders(response, pathname) {
      response.setHeader('Cache-Control', pathname.startsWith('/assets/') ? FOREVER : 'no-cache')
    },
  })
  router.use((request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') files(request, response, next)
    else next()
  })

  router.use((_request, response) => {
    response.status(404).set('Cache-Control', 'no-cache').type('html').send(notFound)
  })
  return router
}
