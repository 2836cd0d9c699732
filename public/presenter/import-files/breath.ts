/** Lets the page live while a large file is read: whatever takes longer than a frame is done in slices. */

const SLICE_MS = 12

let since = 0

/** Resolves at once, or once the page has had its turn. */
export function breath(): Promise<void> | undefined {
  const now = performance.now()
  if (now - since < SLICE_MS) return undefined
  return new Promise(resolve =>
    setTimeout(() => {
      since = performance.now()
      resolve()
    }),
  )
}
