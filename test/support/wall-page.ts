/** A client with the wall open: it does with what it is sent what a page does, and waits for what is to be seen. */
import type { Answer, Reply } from '../../src/core/protocol/replies'
import type {
  OpenedWall,
  Post,
  PostNews,
  Network,
  SourceStatus,
  WallNews,
} from '../../src/core/protocol/wall'
import type { TestApp } from './app'
import { joined, newTab, type Client } from './clients'
import { Watched } from './watched'

let keys = 0

export class WallPage extends Watched {
  readonly shown = new Map<string, Post>()
  /** What it was told, in order. */
  readonly received: PostNews[] = []
  pinned: Post[] = []
  waiting = new Map<string, Post>()
  sources: SourceStatus[] = []
  news: WallNews | undefined
  skipped = 0

  constructor(readonly client: Client) {
    super()
    client.on('posts', news => {
      this.received.push(news)
      this.skipped += news.skipped
      apply(this.shown, news)
      this.look()
    })
    client.on('postsWaiting', news => {
      apply(this.waiting, news)
      this.look()
    })
    client.on('pinned', posts => {
      this.pinned = posts
      this.look()
    })
    client.on('wallSources', sources => {
      this.sources = sources
      this.look()
    })
    client.on('wall', news => {
      this.news = news
      this.look()
    })
  }

  /** A page of its own browser, or of this handshake. */
  static async open(app: TestApp, term?: string, handshake: object = { tab: newTab() }): Promise<WallPage> {
    const client = app.client(handshake)
    await joined(client)
    const page = new WallPage(client)
    await page.opened(answer => client.emit('openWall', { term }, answer))
    return page
  }

  /** A page whose person has this name. */
  static async named(app: TestApp, name: string, term?: string): Promise<WallPage> {
    const page = await WallPage.open(app, term)
    const reply = await page.client.emitWithAck('takeName', { name })
    if (!reply.ok) throw new Error(reply.code)
    return page
  }

  /** A presenter's page of the house room. */
  static presenter(app: TestApp, term?: string): Promise<WallPage> {
    return WallPage.open(app, term, { presenterKey: app.presenterKey })
  }

  get texts(): string[] {
    return Array.from(this.shown.values(), ({ text }) => text)
  }

  get waitingTexts(): string[] {
    return Array.from(this.waiting.values(), ({ text }) => text)
  }

  search(term: string | null): Promise<OpenedWall> {
    return this.opened(answer => this.client.emit('searchWall', { term }, answer))
  }

  /** Posts a text to the wall, under a key of its own. */
  post(text: string, key = `key-${++keys}`): Promise<Reply<{ id: string; isWaiting: boolean }>> {
    return this.client.emitWithAck('postToWall', { text, key })
  }

  /** The post with this text, once it is shown. */
  shows(text: string): Promise<Post> {
    return this.found(() => [...this.shown.values()].find(post => post.text === text))
  }

  /** The post with this text, once it waits for a presenter. */
  waits(text: string): Promise<Post> {
    return this.found(() => [...this.waiting.values()].find(post => post.text === text))
  }

  gone(text: string): Promise<void> {
    return this.until(() => !this.texts.includes(text))
  }

  /** A source's status, once it fits. */
  status(
    network: Network,
    fits: { [Key in keyof SourceStatus]?: SourceStatus[Key] | undefined },
  ): Promise<SourceStatus> {
    return this.found(() =>
      this.sources.find(
        one =>
          one.network === network &&
          Object.entries(fits).every(([key, value]) => one[key as keyof SourceStatus] === value),
      ),
    )
  }

  /** What is found, once it is: the next news may be here before the caller goes on. */
  private async found<T>(find: () => T | undefined): Promise<T> {
    let found: T | undefined
    await this.until(() => (found = find()) !== undefined)
    return found!
  }

  /** Takes what it is told at once, before whatever comes right behind it. */
  private opened(ask: (answer: Answer<OpenedWall>) => void): Promise<OpenedWall> {
    return new Promise((resolve, reject) => {
      ask(reply => {
        if (!reply.ok) return reject(new Error(reply.code))
        this.take(reply)
        resolve(reply)
      })
    })
  }

  private take(reply: OpenedWall): void {
    this.shown.clear()
    for (const post of reply.posts) this.shown.set(post.id, post)
    this.pinned = reply.pinned
    this.sources = reply.sources
    this.waiting = new Map(reply.waiting?.map(post => [post.id, post]))
    this.news = reply
    this.look()
  }
}

function apply(shown: Map<string, Post>, { posts, replaced, removed, isWhole }: PostNews): void {
  if (isWhole) shown.clear()
  for (const id of removed) shown.delete(id)
  for (const post of replaced) if (shown.has(post.id)) shown.set(post.id, post)
  for (const post of posts) shown.set(post.id, post)
}
