/** Assembles the page of results: fetches them once, draws them, and asks again when somebody comes back to it. */
import { keyOf } from '../shared/connection/presenter-keys'
import { probe, unreachable } from '../shared/connection/probe'
import { byId, make, setText } from '../shared/dom'
import { votesOfBrowser } from '../shared/poll/votes-of-browser'
import { addressOf, roomCode } from '../shared/urls'
import { asksSection } from './asks-section'
import { isDark } from './chart'
import { fetchResults, type LessonResults, type Why } from './lesson-results'
import { questionSection, type QuestionSection } from './question-section'
import { readResult } from './read-result'
import { initReport } from './report'
import { showFiles } from './saved-files'
import { resultsWords as words } from './words'

/** Milliseconds after which somebody who comes back is shown what is new. */
const FRESH_MS = 5000

const list = byId('questions')
const lessonField = byId<HTMLSelectElement>('lesson')
const asAudience = byId<HTMLInputElement>('as-audience')
let sections: QuestionSection[] = []
let asksPart: HTMLElement | undefined
let drawn = ''
let fetchedAt = 0
let asked = 0

byId<HTMLAnchorElement>('to-poll').href = addressOf(roomCode)
byId('refresh').addEventListener('click', () => void load(words.refreshed))
byId('print').addEventListener('click', () => window.print())
lessonField.addEventListener('change', () => void load())
asAudience.addEventListener('change', () => void load())
for (const event of ['focus', 'online']) window.addEventListener(event, () => void loadIfOld())
document.addEventListener('visibilitychange', () => void loadIfOld())
new ResizeObserver(() => drawCharts()).observe(list)
isDark.addEventListener?.('change', () => drawCharts())
initReport(() => sections)
void load()

async function loadIfOld(): Promise<void> {
  const isOld = Date.now() - fetchedAt > FRESH_MS
  if (isOld && document.visibilityState === 'visible') await load()
}

/** @param said what is said once it is there */
async function load(said = ''): Promise<void> {
  const mine = ++asked
  const isPresenter = keyOf(roomCode) !== undefined
  const wanted = {
    lesson: isPresenter && !asAudience.checked && lessonField.value ? Number(lessonField.value) : undefined,
    asAudience: asAudience.checked,
  }
  fetchedAt = Date.now()
  if (said) say(words.loading)
  const fetched = await fetchResults(wanted, () => say(words.busy))
  if (mine !== asked) return
  if (!fetched.ok) return fail(fetched.why)
  show(fetched.lesson)
  const { results, asks, isAll } = fetched.lesson
  const isEmpty = results.length === 0 && asks.length === 0
  say(isEmpty ? (isAll ? words.nothingAsked : words.nothingYet) : said)
}

/** What is there stays where only the connection is gone. */
async function fail(why: Why): Promise<void> {
  if (why === 'off' || why === 'no-room') clear()
  if (why !== 'offline') return say({ off: words.off, 'no-room': words.noRoom, trouble: words.trouble }[why])
  const found = await probe()
  say(found === 'answers' ? words.trouble : unreachable(found))
}

function clear(): void {
  list.textContent = ''
  sections = []
  drawn = ''
  setText(byId('about'), '')
  asksPart?.remove()
  asksPart = undefined
  byId('print').hidden = byId('files').hidden = byId('rows-kept').hidden = true
}

function show(lesson: LessonResults): void {
  showPresenter(lesson)
  const votes = votesOfBrowser()
  const now = JSON.stringify([lesson, [...votes]])
  if (now === drawn) return
  clear()
  drawn = now
  const { name, code, results, asks, isAll } = lesson
  document.title = words.pageTitle(name)
  setText(byId('title'), words.title(name))
  byId('rows-kept').hidden = !lesson.rowsKept
  const [first] = [...results.filter(each => each.lesson === lesson.lesson), ...asks]
  const about = [words.room(code), ...(first ? [words.day(Date.parse(first.askedAt))] : [])]
  const counts = [
    ...(results.length > 0 || asks.length === 0 ? [words.questions(results.length)] : []),
    ...(asks.length > 0 ? [words.asks(asks.length)] : []),
  ]
  setText(byId('about'), [...about, ...counts].join(words.between))
  const line = [...(name ? [name] : []), ...about].join(words.between)
  const read = results.flatMap(entry => readResult(entry) ?? [])
  sections = read.map((result, place) => {
    const json = results.find(({ id }) => id === result.id)!.question
    const around = {
      ...{ number: place + 1, count: read.length, line, votes, isAll, right: json },
      lesson: lesson.lesson,
    }
    return questionSection(result, around)
  })
  list.append(...sections.map(({ element }) => element))
  if (asks.length > 0) list.after((asksPart = asksSection(asks, line)))
  byId('print').hidden = sections.length === 0 && asks.length === 0
  showFiles(byId('files'), lesson)
  drawCharts()
}

/** For whoever holds the key: earlier lessons, and what the audience sees. */
function showPresenter({ lessons, isAll, isPublic, lesson }: LessonResults): void {
  const isPresenter = isAll || asAudience.checked
  byId('for-presenter').hidden = !isPresenter
  if (!isPresenter) return
  const { presenterNote } = words
  setText(
    byId('presenter-note'),
    asAudience.checked ? presenterNote.asAudience : presenterNote[isPublic ? 'on' : 'off'],
  )
  byId('lesson-choice').hidden = asAudience.checked || !lessons?.length
  if (!lessons) return
  const chosen = lessons.some(each => each.lesson === lesson) ? String(lesson) : ''
  lessonField.textContent = ''
  const option = (value: string, text: string) => {
    const element = make('option', '', text)
    element.value = value
    return element
  }
  const earlier = [...lessons].reverse()
  lessonField.append(
    option('', words.thisLesson),
    ...earlier.map(each =>
      option(String(each.lesson), words.lesson(Date.parse(each.startedAt), each.questions)),
    ),
  )
  lessonField.value = chosen
}

function drawCharts(): void {
  if ('printing' in document.documentElement.dataset) return
  for (const { chart } of sections) chart.drawOnScreen()
}

function say(sentence: string): void {
  setText(byId('said'), sentence)
}
