/** Text fields that are as high as their text, so that all of it can be read while it is written. */
import { make } from '../../shared/dom'

/** A field of one line at first. Line breaks become spaces when the text is sent. */
export function growingField(className: string, maxLength: number): HTMLTextAreaElement {
  const field = make('textarea', className)
  field.rows = 1
  field.maxLength = maxLength
  field.dir = 'auto'
  field.autocomplete = 'off'
  return field
}

/** Makes a field as high as its text. */
export function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
}

/** Makes all fields of a form as high as their texts. They are measured together: each look at a size costs a layout. */
export function growAll(form: HTMLElement): void {
  const fields = [...form.querySelectorAll('textarea')]
  for (const field of fields) field.style.height = 'auto'
  const heights = fields.map(field => field.scrollHeight + field.offsetHeight - field.clientHeight)
  fields.forEach((field, place) => (field.style.height = `${heights[place]}px`))
}

/** Keeps all fields of a form as high as their texts when the form gets wider or narrower. */
export function growWithin(form: HTMLElement): void {
  let width = 0
  const resized = () => {
    if (form.offsetWidth === width) return
    width = form.offsetWidth
    growAll(form)
  }
  if (window.ResizeObserver) new ResizeObserver(resized).observe(form)
  else window.addEventListener('resize', resized)
}
