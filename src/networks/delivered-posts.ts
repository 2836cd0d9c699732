/** Remembers which walls have which post, so that edits and deletions reach all of them. */

interface Entry<Wall> {
  author: string
  walls: Set<Wall>
}

/** Deliveries remembered; the oldest are forgotten, long after their posts have left every screen. */
const MAX_DELIVERIES = 100_000

export class DeliveredPosts<Wall> {
  private readonly posts = new Map<string, Entry<Wall>>()
  private readonly authors = new Map<string, Set<string>>()
  /** The number of deliveries: a post counts once per wall. */
  private count = 0

  has(id: string): boolean {
    return this.posts.has(id)
  }

  /** The walls that have this post. */
  wallsOf(id: string): readonly Wall[] {
    return [...(this.posts.get(id)?.walls ?? [])]
  }

  /** Posts of this author that some wall has. */
  postsBy(author: string): readonly string[] {
    return [...(this.authors.get(author) ?? [])]
  }

  add(id: string, author: string, wall: Wall): void {
    let entry = this.posts.get(id)
    if (!entry) {
      entry = { author, walls: new Set() }
      this.posts.set(id, entry)
      const others = this.authors.get(author)
      if (others) others.add(id)
      else this.authors.set(author, new Set([id]))
    }
    if (entry.walls.has(wall)) return
    entry.walls.add(wall)
    this.count++
    while (this.count > MAX_DELIVERIES) this.delete(this.posts.keys().next().value!)
  }

  delete(id: string): void {
    const entry = this.posts.get(id)
    if (!entry) return
    this.posts.delete(id)
    this.count -= entry.walls.size
    const others = this.authors.get(entry.author)!
    others.delete(id)
    if (others.size === 0) this.authors.delete(entry.author)
  }

  clear(): void {
    this.posts.clear()
    this.count = 0
    this.authors.clear()
  }
}
