/** What tests of the chat do on a page, and people who are in the chat without a page. */
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import type { TestApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'
import { shows } from './pages'

/** What the button is called that opens what may be done with a line. */
export const ACTIONS = /^Actions/

let keys = 0
/** A key that no other line has. */
export const newKey = (): string => `key-${++keys}`

/** Somebody in the chat, over a line of their own. */
export async function talker(app: TestApp, name: string, browser = newTab()): Promise<Client> {
  const client = app.client({ tab: newTab(), browser })
  await joined(client)
  await done(client.emitWithAck('openChat', {}))
  await done(client.emitWithAck('takeName', { name }))
  return client
}

/** Says a line; resolves to its number. */
export async function say(client: Client, text: string): Promise<number> {
  return (await done(client.emitWithAck('chat message', text, { key: newKey() }))).seq
}

/** Lines that were said before anybody came. */
export async function history(app: TestApp, count: number, word = 'line'): Promise<void> {
  for (let number = 1; number <= count; number++)
    await app.store.appendLine('', {
      key: newKey(),
      from: 'before',
      name: 'Early',
      at: Date.now(),
      text: `${word} ${number}`,
    })
}

async function done<T>(asked: Promise<T>): Promise<Extract<T, { ok: true }>> {
  const reply = (await asked) as { ok: boolean; message?: string }
  if (!reply.ok) throw new Error(reply.message)
  return reply as Extract<T, { ok: true }>
}

/** Opens the chat on a page and waits until it is there. */
export async function openChat(page: Page): Promise<void> {
  await page.locator('#chat').click()
  await page.locator('#chat-panel .foot:not([hidden])').waitFor()
}

/** Opens the chat on a page and takes a name. */
export async function enterChat(page: Page, name: string): Promise<void> {
  await openChat(page)
  await page.getByLabel(words.yourName).fill(name)
  await page.getByRole('button', { name: words.takeName }).click()
  await shows(page, '.as b', name)
}

/** Writes a line on a page and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('#chat-text').fill(text)
  await page.locator('#chat-text').press('Enter')
}

/** Waits until the lines that are drawn are exactly these. */
export async function linesAre(page: Page, expected: string[]): Promise<void> {
  await page
    .waitForFunction(wanted => {
      const drawn = [...document.querySelectorAll('.log .line .text')].map(text => text.textContent)
      return JSON.stringify(drawn) === JSON.stringify(wanted)
    }, expected)
    .catch(async () => {
      const drawn = await page.locator('.log .line .text').allTextContents()
      throw new Error(`The lines should be ${JSON.stringify(expected)}, but are ${JSON.stringify(drawn)}.`)
    })
}

/** The drawn line with this text. */
export const lineOf = (page: Page, text: string | RegExp) => page.locator('.log .line', { hasText: text })

/** Scrolls the lines, as a finger does. */
export async function scrollTo(page: Page, top: number): Promise<void> {
  await page.locator('.log').evaluate(async (box, to) => {
    const frames = async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    }
    // A box whose height changes in the same moment stays at its end, as it should: no user is that fast twice.
    for (let tries = 0; tries < 10; tries++) {
      box.scrollTop = to
      await frames()
      if (box.scrollHeight - box.scrollTop - box.clientHeight > 1) return
    }
  }, top)
}

/** Waits until what this page says is acknowledged. */
export async function allAcknowledged(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.log .line.sending'))
}

/** What a screen reader is told of the chat. */
export const LIVE_REGION = '.chat .voice'

/** Everything that was said so far. */
export const spoken = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)

/** Opens the chat and notes what its live region says. */
export async function listen(page: Page, name?: string): Promise<void> {
  if (name) await enterChat(page, name)
  else await openChat(page)
  await page.evaluate(selector => {
    const all: string[] = []
    Object.assign(window, { spoken: all })
    new MutationObserver(changes => {
      for (const { addedNodes } of changes) for (const node of addedNodes) all.push(node.textContent ?? '')
    }).observe(document.querySelector(selector)!, { childList: true })
  }, LIVE_REGION)
}
