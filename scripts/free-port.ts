/** Owns finding a port that nobody listens on just now. */
import { createServer, type AddressInfo } from 'node:net'

/** A free port of the loopback interface. */
export function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
