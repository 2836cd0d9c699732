/** A client over long-polling that takes its messages only when a test lets it: the slowest reader there is. */
import type { TestApp } from './app'
import { newTab } from './clients'

/** Between two messages of one answer. */
const SEPARATOR = '\x1e'

export class SlowReader {
  private constructor(private readonly address: string) {}

  /** Connects it, and has read what it was told so far. */
  static async connect(app: TestApp): Promise<SlowReader> {
    const address = `${app.url}/socket.io/?EIO=4&transport=polling`
    const opened = await (await fetch(address)).text()
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
    const reader = new SlowReader(`${address}&sid=${sid}`)
    await reader.write(`40${JSON.stringify({ tab: newTab() })}`)
    await reader.hears('snapshot')
    return reader
  }

  /** Sends an event, to be acknowledged under this number. */
  async emit(number: number, name: string, ...args: unknown[]): Promise<void> {
    await this.write(`42${number}${JSON.stringify([name, ...args])}`)
  }

  /** Reads until this event comes. Returns its arguments and how many bytes were read. */
  async hears(event: string): Promise<{ args: unknown[]; bytes: number }> {
    for (let bytes = 0; ;) {
      const text = await (await fetch(this.address)).text()
      bytes += text.length
      for (const message of text.split(SEPARATOR)) {
        if (message === '2') await this.write('3')
        const [, list] = /^4[23]\d*(\[.*)$/s.exec(message) ?? []
        const [name, ...args] = list ? (JSON.parse(list) as unknown[]) : []
        if (name === event || (event === 'answer' && message.startsWith('43')))
          return { args: event === 'answer' ? [name] : args, bytes }
      }
    }
  }

  private async write(message: string): Promise<void> {
    await fetch(this.address, { method: 'POST', body: message, headers: { 'content-type': 'text/plain' } })
  }
}
