/** Keeps the button below a field in sight while the keyboard of a phone covers half of the page. */

/** @param form has a button of the class `answer-send` or `send` */
export function keepInSight(form: HTMLElement): void {
  window.visualViewport?.addEventListener('resize', () => {
    if (!form.contains(document.activeElement)) return
    form.querySelector('.answer-send, .send')?.scrollIntoView({ block: 'nearest' })
  })
}
