/**
 * Gives out ports to listen on. They lie below those that the system chooses by itself, so a server can end and start
 * again on its port.
 */
import { createServer } from 'node:net'

/** The system chooses from 32768 upwards on Linux, and from 49152 elsewhere. */
const FIRST_PORT = 11_000
/** Each test process begins with other ports, because test files run side by side. */
const PORTS_PER_PROCESS = 100
const MAX_PROCESSES = 210

const first = FIRST_PORT + (process.pid % MAX_PROCESSES) * PORTS_PER_PROCESS
let given = 0

/** A port of the loopback interface on which nobody listens; the same one comes again after a hundred others. */
export async function unusedPort(): Promise<number> {
  for (let tries = 0; tries < PORTS_PER_PROCESS; tries++) {
    const port = first + (given++ % PORTS_PER_PROCESS)
    if (await isUnused(port)) return port
  }
  throw new Error(`All ports from ${first} to ${first + PORTS_PER_PROCESS - 1} are in use.`)
}

function isUnused(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
