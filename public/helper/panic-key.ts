/** The key that stops all writing. It can be switched off: a key without Ctrl may be pressed by mistake, or by a voice. */
import { byId, FIELDS } from '../shared/dom'
import { rememberChecked } from '../shared/storage'

export function initPanicKey(press: () => void): void {
  const box = byId<HTMLInputElement>('panic-key')
  rememberChecked(box, 'helper-panic-key', true)
  document.addEventListener('keydown', event => {
    const { key, target, ctrlKey, metaKey, altKey, repeat } = event
    if (event.defaultPrevented || ctrlKey || metaKey || altKey || repeat || key.toLowerCase() !== 'q') return
    const isTyping = (target as Element).closest(FIELDS) !== null && target !== box
    if (box.checked && !isTyping) press()
  })
}
