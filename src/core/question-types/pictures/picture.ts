/**
 * What a chart of one round shows: shapes with their texts and sizes, whatever the question's type. A type says what
 * there is to draw; `core/charts` knows how a shape is drawn, and no type.
 */
import type { Bins, Statistics } from '../histogram'

/** A bar with what it stands for. */
export interface Bar {
  /** Of a choice, whose colour and pattern it has; empty: the bar is no choice. */
  letter: string
  label: string
  /** Of a whole bar, from 0 to 1. */
  share: number
  /** The figure that counts, such as `67 %`. */
  figure: string
  /** What stands smaller beside it, such as the votes; may be empty. */
  detail: string
  /** What the mark of a right answer says; null: it has none. */
  right: string | null
}

export interface BarsPicture {
  shape: 'bars'
  bars: Bar[]
  /** How many more there are that are not among the bars. */
  others: number
}

/** How often each point of a scale was given. */
export interface Points {
  /** Of a statement; empty: the question itself is judged. */
  letter: string
  label: string
  votes: number[]
  /** null: nobody has answered. */
  mean: number | null
}

export interface PointsPicture {
  shape: 'points'
  /** The number of the first point. */
  from: number
  /** What the ends are called; perhaps empty. */
  ends: readonly [low: string, high: string]
  scales: Points[]
}

export interface HistogramPicture {
  shape: 'histogram'
  bins: Bins | null
  statistics: Statistics | null
  /** What is right, both ends included, and the share of people who are; null: nothing is. */
  right: { from: number; to: number; share: number } | null
  /** Of what was entered. */
  decimals: number
  unit: string
}

export interface CloudPicture {
  shape: 'cloud'
  /** The most frequent first. */
  words: { text: string; votes: number }[]
  others: number
}

export type Picture = BarsPicture | PointsPicture | HistogramPicture | CloudPicture

const MAX_WORDS = 60

/** The most frequent words, of which the first are the most frequent. */
export function wordsOfRows(rows: readonly { label: string; votes: number }[]): CloudPicture {
  const words = rows.slice(0, MAX_WORDS).map(({ label, votes }) => ({ text: label, votes }))
  return { shape: 'cloud', words, others: rows.length - words.length }
}
