/** Links that save what is on the page as files, where the room lets everybody; presenters have theirs beside the results. */
import { make } from '../shared/dom'
import { resultsAddress, type LessonResults } from './lesson-results'
import { resultsWords as words } from './words'

/** Fills the place with the links, or hides it. */
export function showFiles(place: HTMLElement, { isAll, isPublic, files, results }: LessonResults): void {
  place.hidden = isAll || !isPublic || !files || results.length === 0
  place.textContent = ''
  if (place.hidden) return
  place.append(make('span', '', words.save))
  for (const [ending, name] of Object.entries(words.files)) {
    const link = make('a', 'pill', name)
    link.href = resultsAddress(`.${ending}`)
    link.download = ''
    place.append(' ', link)
  }
}
