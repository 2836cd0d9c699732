/** What all forms do alike with their fields: they are filled, read, shown with their problems and focused by name. */
import { make, setText } from '../shared/dom'
import type { Fields, TypeForm } from './type-form'

/** A field that has a name. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What all forms do alike with their fields. */
type Handled = Pick<TypeForm, 'element' | 'fill' | 'value' | 'setReworded' | 'show' | 'focus'>

/**
 * The fields of a form. Those in an element of the class `shape` cannot be changed while people vote.
 * @param tidied called after each change, before anybody is told: it may adapt fields to each other
 */
export function formOf(parts: readonly HTMLElement[], changed: () => void, tidied?: () => void): Handled {
  const element = make('div', 'type-fields')
  element.append(...parts)
  const told = () => {
    tidied?.()
    changed()
  }
  element.addEventListener('input', told)
  element.addEventListener('change', told)
  const controls = () => [...element.querySelectorAll<Control>('[data-field]')]
  const named = (name: string) => controls().filter(each => each.dataset['field'] === name)
  return {
    element,
    fill(fields) {
      for (const control of controls()) {
        const value = fields[control.dataset['field']!] ?? ''
        if (isBox(control)) control.checked = control.value === value
        else control.value = value
      }
      tidied?.()
    },
    value() {
      const fields: Fields = {}
      for (const control of controls()) {
        const name = control.dataset['field']!
        if (!isBox(control)) fields[name] = control.value
        else fields[name] = control.checked ? control.value : (fields[name] ?? '')
      }
      return fields
    },
    setReworded(isReworded) {
      for (const part of element.querySelectorAll<HTMLElement>('.shape')) part.hidden = isReworded
    },
    show(problems) {
      for (const place of element.querySelectorAll<HTMLElement>('.field-problem')) {
        const problem = problems.find(({ at }) => place.dataset['of']!.split(' ').includes(at))
        setText(place, problem?.sentence ?? '')
      }
      for (const control of controls()) {
        if (problems.some(({ at }) => at === control.dataset['field']))
          control.setAttribute('aria-invalid', 'true')
        else control.removeAttribute('aria-invalid')
      }
    },
    focus(name = '') {
      const seen = (all: Control[]) => all.find(each => each.getClientRects().length > 0)
      ;(seen(named(name)) ?? seen(controls()))?.focus()
    },
  }
}

function isBox(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type)
}
