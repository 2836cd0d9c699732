/** What every measured server does besides voting: listens on a free port and reports what it has used. */
import { writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { Session } from 'node:inspector/promises'
import type { AddressInfo } from 'node:net'
import { expose } from '../expose'

/** Connections the system may hold ready, as src/server.ts asks for. */
const BACKLOG = 4096

export interface Usage {
  /** Microseconds of CPU since the start, kernel included. */
  cpu: number
  /** Bytes of memory held. */
  memory: number
}

export type ServerMethods = {
  /** Listens on the loopback interface and tells the port. */
  listen(): Promise<number>
  /** What the process has used; `tidy` collects garbage first. */
  usage(argument: { tidy: boolean }): Usage
  /** Starts a CPU profile. */
  profile(): Promise<void>
  /** Ends the CPU profile and writes it to a file. */
  writeProfile(file: string): Promise<void>
}

/** Puts a server at the parent's service. */
export function host(server: Server): void {
  const inspector = new Session()
  const methods: ServerMethods = {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
          resolve((server.address() as AddressInfo).port)
        })
      }),

    usage({ tidy }) {
      if (tidy) global.gc?.()
      const { user, system } = process.cpuUsage()
      return { cpu: user + system, memory: process.memoryUsage.rss() }
    },

    async profile() {
      inspector.connect()
      await inspector.post('Profiler.enable')
      await inspector.post('Profiler.start')
    },

    async writeProfile(file) {
      const { profile } = await inspector.post('Profiler.stop')
      await writeFile(file, JSON.stringify(profile))
    },
  }
  expose(methods)
}
