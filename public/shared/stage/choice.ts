/** The elements of one choice on the stage: its lozenge, its cap, its text, its bars and their figures. */
import { make, setProperty, written } from '../dom'

export interface ChoiceElements {
  element: HTMLElement
  text: HTMLElement
  percent: HTMLElement
  count: HTMLElement
  /** The figure of the round before. */
  percentThen: HTMLElement
  /** How much the figure has changed since. */
  points: HTMLElement
}

/** @param letter what stands on its cap @param at its place, from 1 on */
export function buildChoice(letter: string, at: number): ChoiceElements {
  const element = make('li', 'stage-choice')
  element.dataset['letter'] = letter
  setProperty(element, '--at', String(at))
  const text = written('span', 'text', '')
  const cap = make('span', 'letter-cap')
  cap.append(written('b', 'letter', letter))
  const track = make('div', 'track')
  track.setAttribute('aria-hidden', 'true')
  const [then, now] = [make('div', 'then'), make('div', 'now')]
  const percentThen = make('span', 'percent')
  const percent = make('b', 'percent')
  const count = make('span', 'count')
  const points = make('span', 'points')
  points.setAttribute('aria-hidden', 'true')
  for (const figure of [percentThen, percent, count, points]) figure.dir = 'ltr'
  for (const figure of [percentThen, percent, count]) figure.translate = false
  then.append(percentThen)
  now.append(percent, count)
  track.append(make('i', 'beam'), make('i', 'now-bar'), make('i', 'then-bar'), now, then, make('i', 'tick'))
  element.append(make('i', 'lozenge'), track, cap, text, points)
  return { element, text, percent, count, percentThen, points }
}
