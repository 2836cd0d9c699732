/** Buttons that do nothing just now: they keep the focus, and a press says why. */
import { byId } from '../../shared/dom'

export function setEnabled(id: string, isEnabled: boolean): void {
  byId(id).setAttribute('aria-disabled', String(!isEnabled))
}

export function isDisabled(id: string): boolean {
  return byId(id).getAttribute('aria-disabled') === 'true'
}
