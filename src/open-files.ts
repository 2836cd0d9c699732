/** Reads the system's limit of open files, and derives the limit of connections and a warning. */

/** Files reserved for the store, Redis, the wall's networks and the log. */
const RESERVED_FILES = 48
/** The least interval between two warnings, in milliseconds. */
const REPORT_INTERVAL_MS = 60_000

/** The limit of open files; undefined if there is none (Windows) or it is unknown. */
export function openFilesLimit(): number | undefined {
  if (process.platform === 'win32' || !process.report) return undefined
  const { report } = process as { report: { getReport(): object; excludeNetwork?: boolean } }
  const before = report.excludeNetwork
  // Otherwise the report may query name servers.
  report.excludeNetwork = true
  try {
    const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } }
    const soft = Number(userLimits?.open_files?.soft)
    return Number.isSafeInteger(soft) && soft > 0 ? soft : undefined
  } catch {
    return undefined
  } finally {
    if (before !== undefined) report.excludeNetwork = before
  }
}

/** Connections that may be open at once, so that files can still be opened. */
export function maxConnectionsOf(limit: number): number {
  return Math.max(limit - RESERVED_FILES, Math.ceil(limit / 2))
}

/** A sentence if fewer connections fit than the settings let one address open at once. */
export function limitSentence(limit: number, permitted: number): string | undefined {
  const fits = maxConnectionsOf(limit)
  if (fits >= permitted) return undefined
  return (
    `This system lets the server have ${limit} files open, so ${fits} connections fit; ADDRESS_CONNECTIONS lets ` +
    `${permitted} come from one address at once. For a large hall raise the limit, e.g. "ulimit -n ${roundUp(permitted + RESERVED_FILES)}" before the start.`
  )
}

/** Returns a throttled `report`: called for the first event, then at most once a minute with the number of events. */
export function reportSeldom(report: (count: number) => void): () => void {
  let count = 0
  let since = -Infinity
  return () => {
    count++
    const now = performance.now()
    if (now - since < REPORT_INTERVAL_MS) return
    since = now
    report(count)
    count = 0
  }
}

/** The next power of two. */
function roundUp(count: number): number {
  return 2 ** Math.ceil(Math.log2(count))
}
