/** Changes of settings that are on their way to the server: a control shows a choice at once, and keeps it meanwhile. */
export class PendingChanges<Settings extends object> {
  private readonly underWay = new Set<Partial<Settings>>()

  /** The settings as their controls show them: the server's, with every change that it has not answered yet. */
  over(settings: Settings): Settings {
    return Object.assign({}, settings, ...this.underWay) as Settings
  }

  /** Keeps a change until the server has answered. Resolves to the answer. */
  async during<Answer>(change: Partial<Settings>, answer: Promise<Answer>): Promise<Answer> {
    this.underWay.add(change)
    try {
      return await answer
    } finally {
      this.underWay.delete(change)
    }
  }
}
