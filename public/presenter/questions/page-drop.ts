/** Takes files that are dropped anywhere on the page: a browser would leave the page and open them in its place. */

interface Callbacks {
  dropped: (files: readonly File[]) => void
  /** Whether questions can be taken now. */
  mayTake: () => boolean
}

export function initPageDrop({ dropped, mayTake }: Callbacks): void {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
  document.addEventListener('dragover', event => {
    if (hasFiles(event)) event.preventDefault()
  })
  document.addEventListener('drop', event => {
    // An open dialog has taken it already.
    if (!hasFiles(event) || event.defaultPrevented) return
    event.preventDefault()
    if (mayTake()) dropped([...event.dataTransfer!.files])
  })
}
