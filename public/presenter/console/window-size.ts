/**
 * Tells the style sheets how much text the window has space for, also when the text is larger: media queries know only
 * the browser's own text size, and container queries are unknown to older browsers.
 */
import { byId } from '../../shared/dom'

/** In units of the text size (rem): from this width there are two columns, and from this height. */
const WIDE_REM = 64
const WIDE_HEIGHT_REM = 33
/** From this width a row of the page holds two things. */
const MEDIUM_REM = 40
/** From this width of their column, the controls stand beside the names of their rows. */
const ROOMY_REM = 48
/** In a narrower window, a switch has its knob below its words, and a row of buttons holds three. */
const NARROW_REM = 27
/** In a narrower window, and where text is very large, a row of the page holds one thing, and the dock is part of it. */
const SLIM_REM = 18
/** In a lower window the dock is part of the page, because it would cover too much of it. */
const LOW_REM = 26

/**
 * Keeps the classes `slim`, `narrow`, `medium`, `wide`, `roomy` and `low` of the page, and the heights that are kept free
 * for the dock and the feet of dialogs.
 */
export function watchWindowSize(): void {
  const { documentElement: root } = document
  // A helper's page has no controls of the poll.
  const [dock, controls] = [byId('dock'), document.getElementById('poll-controls')]
  const feet = [...document.querySelectorAll<HTMLElement>('.dialog-foot')]
  function measure(): void {
    const rem = parseFloat(getComputedStyle(root).fontSize)
    // A panel at the side leaves less to everything else; whether it is one depends on the whole window.
    const width = innerWidth - (parseFloat(getComputedStyle(root).paddingInlineEnd) || 0)
    const isHigh = innerHeight >= WIDE_HEIGHT_REM * rem
    root.classList.toggle('wide', isHigh && innerWidth >= WIDE_REM * rem)
    root.classList.toggle('medium', width >= MEDIUM_REM * rem)
    root.classList.toggle('narrow', width < NARROW_REM * rem)
    root.classList.toggle('slim', width < SLIM_REM * rem)
    root.classList.toggle('low', innerHeight < LOW_REM * rem)
    root.classList.toggle('roomy', controls !== null && controls.offsetWidth >= ROOMY_REM * rem)
    root.style.setProperty('--dock', `${dock.offsetHeight}px`)
    for (const foot of feet) {
      const isOver = getComputedStyle(foot).position === 'sticky'
      foot
        .closest<HTMLElement>('.modal > *')
        ?.style.setProperty('--foot', `${isOver ? foot.offsetHeight : 0}px`)
    }
  }
  measure()
  window.addEventListener('resize', measure)
  if (!window.ResizeObserver) return
  const observer = new ResizeObserver(measure)
  // They are measured once they are shown, and the page gets narrower beside a panel.
  for (const each of [document.body, dock, controls, ...feet]) if (each) observer.observe(each)
  // Its height is one line: it changes with the size of the text.
  observer.observe(byId('here'))
}

/** Whether there are two columns. */
export function isWide(): boolean {
  return document.documentElement.classList.contains('wide')
}
