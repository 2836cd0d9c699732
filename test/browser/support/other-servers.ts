/** Servers in front of the app, or in its place: a proxy that rewrites the host, the sign-in page of a network. */
import { createServer, request, type RequestListener, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { TestApp } from '../../support/app'
import { afterEachTest } from '../../support/cleanup'

const closing: (() => unknown)[] = []
afterEachTest(() => {
  for (const close of closing.splice(0)) close()
})

/** Starts a server that ends with the test; resolves to its address. */
export async function startServer(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A proxy in front of the app that writes its own idea of a host, and says nothing of the one it was asked for. */
export function proxyOf(app: TestApp): Promise<string> {
  const { host, hostname, port } = new URL(app.url)
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming
    const onward = request(app.url + url, { method, headers: { ...headers, host } }, answer => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  proxy.on('upgrade', ({ method, url, headers }, socket) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = Object.entries({ ...headers, host }).map(([name, value]) => `${name}: ${String(value)}`)
      onward.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [onward, socket]) end.on('error', () => undefined)
  })
  return startServer(proxy)
}

const SIGN_IN = '<!doctype html><title>Free Wi-Fi</title><p>Sign in</p>'
/** What networks that want a sign-in answer to every request. */
export const PORTALS: Record<string, RequestListener> = {
  'a redirect': ({ url }, response) =>
    void (url === '/login'
      ? response.writeHead(200, { 'Content-Type': 'text/html' }).end(SIGN_IN)
      : response.writeHead(302, { Location: '/login' }).end()),
  'a page of its own': (_request, response) =>
    void response.writeHead(200, { 'Content-Type': 'text/html' }).end(SIGN_IN),
  'status 511': (_request, response) =>
    void response.writeHead(511, { 'Content-Type': 'text/html' }).end(SIGN_IN),
}

/** Ends the app; from now on this answers at its address. */
export async function replaceApp(app: TestApp, listener: RequestListener): Promise<() => Promise<void>> {
  const { port } = app.server.address() as AddressInfo
  await app.close()
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}
