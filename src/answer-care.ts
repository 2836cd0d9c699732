/**
 * What is done with answers that people typed in a room: what presenters decided, the room's blocked words, and words
 * that say nothing, such as "the" and "of", whose lists pages do not have.
 */
import * as lists from 'stopword'
import type { KeptCare } from './core/question-types/care'
import { answerKey } from './core/question-types/open-answers'
import { NO_CARE, type Care } from './core/question-types/question-type'
import { typed, typeOf, type Question } from './core/question-types/registry'
import type { StopLanguage } from './core/question-types/stop-languages'
import type { RoomDocument } from './core/room/document'
import { wordListOf } from './core/room/blocked-words'

const LISTS: Record<StopLanguage, readonly string[]> = {
  cs: lists.ces,
  da: lists.dan,
  de: lists.deu,
  el: lists.ell,
  en: lists.eng,
  es: lists.spa,
  fi: lists.fin,
  fr: lists.fra,
  it: lists.ita,
  nb: lists.nob,
  nl: lists.nld,
  pl: lists.pol,
  pt: lists.por,
  ro: lists.ron,
  ru: lists.rus,
  sv: lists.swe,
  tr: lists.tur,
  uk: lists.ukr,
}

const folded = new Map<StopLanguage, ReadonlySet<string>>()

/** The words of a language that say nothing, folded as answers are. */
export function stopWordsOf(language: StopLanguage): ReadonlySet<string> {
  let words = folded.get(language)
  if (!words) folded.set(language, (words = new Set(LISTS[language].map(answerKey))))
  return words
}

/** For a question that was asked in a room, with what was decided on its answers. */
export function careFor(
  room: Pick<RoomDocument, 'blockedWords'>,
  question: Question,
  kept: KeptCare | undefined,
): Care {
  if (typeOf(question).isBounded) return NO_CARE
  const language = typeOf(question).stopLanguage?.(typed(question))
  return {
    ...NO_CARE,
    ...kept,
    blocked: wordListOf(room),
    stopWords: language === undefined ? NO_CARE.stopWords : stopWordsOf(language),
  }
}
