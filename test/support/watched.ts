/** Lets tests wait until something is so: it is looked at now, and again after each change. */
export abstract class Watched {
  private readonly watchers = new Set<() => void>()

  /** Resolves once this is so, now or after a change. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const look = () => {
        if (!isSo()) return
        this.watchers.delete(look)
        resolve()
      }
      this.watchers.add(look)
      look()
    })
  }

  /** Something has changed. */
  protected look(): void {
    for (const watcher of [...this.watchers]) watcher()
  }
}
