/** Remembers the room of a slide: in the document where PowerPoint shows this page, else in this browser. */
import { IN_OFFICE, OFFICE_ORIGIN } from '../../src/core/pages'
import { make } from '../shared/dom'
import { recallWord, rememberWord } from '../shared/storage'

export interface Memory {
  /** The code of the room; null: none has been chosen. */
  recall(): string | null
  remember(code: string | null): Promise<void>
}

/** What is needed of Office's script. */
interface OfficeScript {
  onReady(): Promise<unknown>
  context?: { document?: { settings?: Settings } }
}

interface Settings {
  get(name: string): unknown
  set(name: string, value: string): void
  remove(name: string): void
  saveAsync(done: () => void): void
}

const NAME = 'slide-room'
/** Without internet the script does not come: the page goes on without it. */
const LOAD_TIMEOUT_MS = 8000

export async function openMemory(): Promise<Memory> {
  const settings = new URLSearchParams(location.search).has(IN_OFFICE) ? await officeSettings() : undefined
  if (!settings)
    return {
      recall: () => recallWord(NAME),
      remember: async code => rememberWord(NAME, code),
    }
  return {
    recall() {
      const code = settings.get(NAME)
      return typeof code === 'string' ? code : null
    },
    remember(code) {
      if (code === null) settings.remove(NAME)
      else settings.set(NAME, code)
      return new Promise(resolve => settings.saveAsync(() => resolve()))
    },
  }
}

/** The settings of the document in which this page stands; undefined: it stands in none. */
function officeSettings(): Promise<Settings | undefined> {
  return new Promise(resolve => {
    const none = () => resolve(undefined)
    const script = make('script')
    script.src = `${OFFICE_ORIGIN}/lib/1/hosted/office.js`
    script.addEventListener('error', none)
    script.addEventListener('load', () => {
      const { Office } = window as { Office?: OfficeScript }
      if (!Office) return none()
      Office.onReady().then(() => resolve(Office.context?.document?.settings), none)
    })
    setTimeout(none, LOAD_TIMEOUT_MS)
    document.head.append(script)
  })
}
