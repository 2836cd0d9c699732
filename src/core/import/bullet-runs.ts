/** Finds the rows that are choices because the same bullet stands before them, where no labels make a run. */
import type { Run } from './label-runs'
import type { Row } from './text-rows'

/** Rows with the same bullet are choices, too, where no labels make a run. */
export function withBullets(rows: readonly Row[], runs: Map<number, Run>): Map<number, Run> {
  const taken = new Set<number>()
  for (const { entries, end } of runs.values())
    for (let index = entries[0]!; index < end; index++) taken.add(index)
  for (let start = 0; start < rows.length; start++) {
    const { bullet, kind } = rows[start]!
    if (bullet === '' || kind !== 'text' || taken.has(start)) continue
    let end = start + 1
    const entries = [start]
    for (; end < rows.length && !taken.has(end); end++) {
      const row = rows[end]!
      if (row.kind !== 'text' || (row.bullet === '' && row.isBehindGap)) break
      if (row.bullet === bullet) entries.push(end)
      // Without a bullet it wraps the one above, if it is indented.
      else if (row.bullet !== '' || !/^\s{2}/.test(row.raw)) break
    }
    const isRun = entries.length > 1 && start > 0
    if (isRun) runs.set(start, { entries, end, kind: bullet })
    start = end - 1
  }
  return runs
}
