/** The page that PowerPoint shows on a slide: the screen of a room, which the document remembers. */
import { cleanCode, codeIn, DEFAULT_ROOM } from '../../src/core/room/codes'
import { byId, setText } from '../shared/dom'
import { keepTheme, switchTheme } from '../shared/stage/theme'
import { addressOf } from '../shared/urls'
import { initControls } from './controls'
import { readLook } from './look'
import { openMemory, type Memory } from './office-memory'
import { showRoom } from './show-room'
import { slideWords as words } from './words'

const form = byId<HTMLFormElement>('which-room')
const field = byId<HTMLInputElement>('code')
const root = byId('stage')
const say = (isLight: boolean) => byId('light').setAttribute('aria-checked', String(isLight))

async function start(): Promise<void> {
  const memory = await openMemory()
  const known = memory.recall()
  keepTheme(root, say)
  initControls({ light: () => say(switchTheme(root)) })
  form.addEventListener('submit', event => {
    event.preventDefault()
    void choose(memory)
  })
  byId('other-room').addEventListener('click', () => void memory.remember(null).then(() => location.reload()))
  if (known === null) ask()
  else show(known)
}

function ask(): void {
  form.hidden = false
  byId('controls').hidden = true
  document.body.classList.remove('screen')
}

function show(code: string): void {
  form.hidden = true
  root.hidden = byId('controls').hidden = false
  document.body.classList.add('screen')
  showRoom(code, readLook(location.search))
}

async function choose(memory: Memory): Promise<void> {
  const typed = codeIn(field.value.trim())
  const code = typed === '' ? DEFAULT_ROOM : cleanCode(typed)
  const problem = code === undefined ? words.badCode : await problemOf(code)
  setText(byId('problem'), problem)
  if (problem || code === undefined) return field.focus()
  await memory.remember(code)
  show(code)
}

/** Why this room cannot be shown; empty: it can. */
async function problemOf(code: string): Promise<string> {
  try {
    const { status } = await fetch(addressOf(code, 'screen'), { method: 'HEAD', cache: 'no-store' })
    return status === 404 ? words.noRoom : ''
  } catch {
    return words.noServer
  }
}

void start()
