/** Builds the elements of the sheet for a post: fields, labels and buttons. */
import { labelFor, make, pill } from '../../shared/dom'
import { recallWord } from '../../shared/storage'
import { wallWords as words } from '../words'

/** The key under which this browser remembers the name; the chat uses the same. */
export const NAME_KEY = 'chat-name'

export interface Sheet {
  sheet: HTMLElement
  form: HTMLFormElement
  name: HTMLInputElement
  text: HTMLTextAreaElement
  count: HTMLElement
  said: HTMLElement
  /** The last post sent. */
  sent: HTMLElement
}

/** Builds the sheet. */
export function buildSheet(close: () => void): Sheet {
  const sheet = make('section', 'write-sheet')
  const title = make('h2', '', words.postHere)
  const form = make('form')
  const name = make('input', 'text-field')
  const text = make('textarea', 'text-field')
  const count = make('p', 'hint')
  const said = make('p', 'said')
  const sent = make('div', 'sent')
  sheet.setAttribute('role', 'dialog')
  sheet.setAttribute('aria-labelledby', (title.id = 'write-title'))
  name.value = recallWord(NAME_KEY) ?? ''
  name.setAttribute('autocomplete', 'nickname')
  name.dir = text.dir = 'auto'
  text.rows = 3
  text.setAttribute('aria-describedby', (count.id = 'write-count'))
  said.setAttribute('role', 'status')
  const buttons = make('div', 'row')
  buttons.append(make('button', 'pill primary', words.post), pill(words.close, close))
  form.append(labelFor(name, 'write-name', words.yourName), name)
  form.append(labelFor(text, 'write-text', words.yourPost), text, count, said, buttons, sent)
  sheet.append(title, form)
  return { sheet, form, name, text, count, said, sent }
}
