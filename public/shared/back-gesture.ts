/**
 * Lets the Back gesture of a phone close the sheet that is open, instead of leaving the page: while a sheet is open,
 * the history has one more entry.
 */

interface SheetState {
  sheet?: boolean
}

type Close = () => void

export class BackGesture {
  private readonly open: Close[] = []
  private hasEntry = false
  /** The entry is being removed; `popstate` will say so. */
  private isLeaving = false

  constructor() {
    window.addEventListener('popstate', () => {
      this.hasEntry = isSheet()
      if (this.isLeaving) this.isLeaving = false
      else if (!this.hasEntry) this.open.pop()?.()
      this.settle()
    })
    // A reload closes the sheet; its entry would cost a Back that does nothing.
    if (isSheet()) this.leave()
  }

  /** A sheet has opened; `close` closes it, and says so by `closed`. */
  opened(close: Close): void {
    if (!this.open.includes(close)) this.open.push(close)
    this.settle()
  }

  /** A sheet has closed, by whatever means. */
  closed(close: Close): void {
    const index = this.open.indexOf(close)
    if (index >= 0) this.open.splice(index, 1)
    // A sheet that opens another one closes first.
    void Promise.resolve().then(() => this.settle())
  }

  private settle(): void {
    if (this.isLeaving) return
    if (this.open.length > 0 && !this.hasEntry) {
      history.pushState({ sheet: true } satisfies SheetState, '')
      this.hasEntry = true
    } else if (this.open.length === 0 && this.hasEntry) this.leave()
  }

  private leave(): void {
    this.isLeaving = true
    history.back()
  }
}

/** The one of this page. */
export const backGesture = new BackGesture()

function isSheet(): boolean {
  return (history.state as SheetState | null)?.sheet === true
}
