/** Whether the stage is dark or light: dark unless the presenter chooses light in this browser. */
import { recallWord, rememberWord } from '../storage'

const NAME = 'stage-theme'
const LIGHT = 'light'

/** Gives the stage the remembered colours, also when another page of this browser changes them. */
export function keepTheme(stage: HTMLElement, changed: (isLight: boolean) => void = () => undefined): void {
  const read = () => {
    const isLight = recallWord(NAME) === LIGHT
    stage.classList.toggle(LIGHT, isLight)
    changed(isLight)
  }
  read()
  window.addEventListener('storage', event => {
    if (event.key === NAME) read()
  })
}

/** Changes the colours from dark to light or back, and remembers it. Returns whether they are light now. */
export function switchTheme(stage: HTMLElement): boolean {
  const isLight = stage.classList.toggle(LIGHT)
  rememberWord(NAME, isLight ? LIGHT : null)
  return isLight
}
