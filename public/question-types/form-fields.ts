/** The fields that forms are made of, each with its label and the place of its problem. */
import { make } from '../shared/dom'
import type { Control } from './form-of'

let ids = 0

/** A field for a short text. */
export function textInput(name: string, maxLength: number): HTMLInputElement {
  const input = make('input', 'text-field')
  input.dataset['field'] = name
  input.maxLength = maxLength
  input.autocomplete = 'off'
  input.dir = 'auto'
  input.enterKeyHint = 'next'
  return input
}

/** A field for a number: any keyboard's comma and point will do. */
export function numberInput(name: string): HTMLInputElement {
  const input = textInput(name, 30)
  input.inputMode = 'decimal'
  return input
}

/** A list to choose one of. */
export function chooser(
  name: string,
  options: readonly (readonly [value: string, text: string])[],
): HTMLSelectElement {
  const select = make('select', 'text-field')
  select.dataset['field'] = name
  setOptions(select, options)
  return select
}

/** Gives a list other options; what was chosen stays, if it is still there, and is the last one otherwise. */
export function setOptions(
  select: HTMLSelectElement,
  options: readonly (readonly [value: string, text: string])[],
): void {
  const key = JSON.stringify(options)
  if (select.dataset['options'] === key) return
  select.dataset['options'] = key
  const chosen = select.value
  select.textContent = ''
  for (const [value, text] of options) {
    const option = make('option', '', text)
    option.value = value
    select.append(option)
  }
  if (chosen !== '')
    select.value = options.some(([value]) => value === chosen) ? chosen : options[options.length - 1]![0]
}

/** A field with its label above it and the place of its problem below. */
export function labelled(text: string, control: Control, hint = ''): HTMLElement {
  const field = make('div', 'type-field')
  const label = make('label', '', text)
  if (hint) label.append(' ', make('small', '', hint))
  label.htmlFor = control.id = `type-field-${ids++}`
  field.append(label, control, problemOf([control]))
  return field
}

/** Several fields in a line under one name; each has a name of its own for whoever does not see the line. */
export function line(text: string, parts: readonly (HTMLElement | string)[]): HTMLElement {
  const field = make('div', 'type-field')
  const name = make('span', 'line-name', text)
  const row = make('div', 'type-line')
  row.append(...parts.map(part => (typeof part === 'string' ? make('span', '', part) : part)))
  field.setAttribute('role', 'group')
  field.setAttribute('aria-labelledby', (name.id = `type-field-${ids++}`))
  const controls = parts.filter(
    (part): part is Control => part instanceof HTMLElement && 'field' in part.dataset,
  )
  field.append(name, row, problemOf(controls))
  return field
}

/** Names a field that has no label of its own. */
export function called<C extends Control>(control: C, name: string): C {
  control.setAttribute('aria-label', name)
  return control
}

/** A box to tick. */
export function tick(name: string, text: string, hint = ''): HTMLElement {
  return option('checkbox', name, 'yes', text, hint)
}

/** Choices of which one is ticked. */
export function radios(
  name: string,
  legend: string,
  options: readonly (readonly [value: string, text: string, hint: string])[],
): HTMLElement {
  const field = make('fieldset', 'type-radios')
  const group = `type-field-${ids++}`
  field.append(make('legend', '', legend))
  for (const each of options) {
    const label = option('radio', name, ...each)
    label.querySelector('input')!.name = group
    field.append(label)
  }
  return field
}

function option(
  type: 'radio' | 'checkbox',
  name: string,
  value: string,
  text: string,
  hint: string,
): HTMLElement {
  const label = make('label', 'option')
  const box = make('input')
  box.type = type
  box.value = value
  box.dataset['field'] = name
  const said = make('span', '', text)
  if (hint) said.append(' ', make('small', '', hint))
  label.append(box, said)
  return label
}

/** Where problems of these fields are shown. */
function problemOf(controls: readonly Control[]): HTMLElement {
  const place = make('p', 'field-problem')
  place.id = `type-field-${ids++}`
  place.dataset['of'] = controls.map(each => each.dataset['field']).join(' ')
  for (const each of controls) each.setAttribute('aria-describedby', place.id)
  return place
}

/** Marks a part as one that cannot be changed while people vote. */
export function shape<E extends HTMLElement>(part: E): E {
  part.classList.add('shape')
  return part
}

/** Puts a field beside its label where there is room. */
export function inline<E extends HTMLElement>(field: E): E {
  field.classList.add('beside-label')
  return field
}
