/** Links that save what is on the page as files, where the room lets everybody; presenters have theirs beside the results. */
import { make } from '../shared/dom'
import { apiAddress, resultsAddress, type LessonResults } from './lesson-results'
import { resultsWords as words } from './words'

/** Fills the place with the links, or hides it. */
export function showFiles(
  place: HTMLElement,
  { isAll, isPublic, files, results, asks }: LessonResults,
): void {
  place.hidden = isAll || !isPublic || !files || (results.length === 0 && asks.length === 0)
  place.textContent = ''
  if (place.hidden) return
  place.append(make('span', '', words.save))
  const links = Object.entries(words.files).map(([ending, name]) => [resultsAddress(`.${ending}`), name])
  if (asks.length > 0) links.push([apiAddress('asks.csv'), words.asksFile])
  for (const [address, name] of links) {
    const link = make('a', 'pill', name)
    link.href = address!
    link.download = ''
    place.append(' ', link)
  }
}
