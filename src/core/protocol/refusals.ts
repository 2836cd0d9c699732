/** The sentence of every refusal, for the server and the pages. */
import type { VoteProblem } from '../question-types/question-type'
import type { WordProblem } from '../text/listed-words'
import type { Refusal, RefusalCode } from './replies'

/** The `code` of an Engine.IO refusal whose message is shown to the user. */
export const ENGINE_FORBIDDEN = 4

/** Rare codes, whose sentences only the server has: every page loads the sentences of the others. */
type RareCode =
  | Exclude<VoteProblem, 'no-such-choice'>
  | 'too-many-decisions'
  | 'too-many-from-network'
  | 'room-set-aside'
  | 'no-such-lesson'
  | 'room-name-too-long'
  | 'undo-over'
  | 'no-such-result'
  | 'other-choices'
  | 'is-past'
  | 'other-letters'
  | 'other-shape'
  | 'cannot-be-right'
  | 'key-is-set'
  | 'no-free-code'
  | 'too-many-transcripts'
  | 'too-many-terms'
  | 'too-many-blocked'
  | 'blocked-word'
  | 'blocked-name'
  | WordProblem
  | 'too-many-pinned'
  | 'list-too-large'
  | 'too-many-presenters'
  | 'wrong-helper-key'
  | 'no-such-helper'
  | 'too-many-helpers'
  | 'too-many-helper-pages'
  | 'too-many-muted'
  | 'removed'
  | 'too-many-removed'
  | 'no-such-person'
  | 'no-such-answer'
  | 'said-by-several'
  | 'too-many-waiting'
  | 'asks-off'
  | 'empty-ask'
  | 'ask-too-long'
  | 'no-such-ask'
  | 'own-ask'
  | 'ask-has-votes'
  | 'ask-answered'
  | 'too-many-own-asks'
  | 'too-many-asks'
  | 'ask-not-kept'
  | 'signs-off'
  | 'sign-too-soon'
  | 'slow-mode'
  | 'tickets-off'
  | 'needs-ticket'
  | 'wrong-ticket'
  | 'ticket-used'
  | 'second-ticket'
  | 'tickets-changed'
  | 'own-words'
  | 'too-many-reports'
  | 'no-panic'
  | 'writing-closed'

export const refusalSentences: Record<Exclude<RefusalCode, RareCode>, string> &
  Partial<Record<RareCode, string>> = {
  'bad-request': 'The server did not understand that request. Nothing was changed.',
  'too-fast': 'That was too fast. Wait a moment and try again.',
  'no-such-room': 'There is no room with this code.',
  'no-such-choice': 'That is not one of the choices. Your vote is unchanged.',
  'poll-over': 'That question is over.',
  'poll-closed': 'Not counted: voting is closed.',
  'needs-page': 'This page cannot do that. Open the page itself for it.',
  'not-recorded': 'Your vote could not be recorded just now. Please try again.',
  'not-kept': 'The server cannot record anything just now. Nothing was changed.',
  'not-a-presenter': 'Only the presenter may do that.',
  'wrong-key': 'This presenter key does not open this room. Ask for the new link.',
  'older-step': 'Another presenter was faster. Look at the page, and try again.',
  'already-so': 'Already done.',
  'no-such-question': 'There is no such question in the list.',
  'no-right-answer': 'No choice is marked as right.',
  'not-open': 'This question is closed: a countdown needs an open one.',
  'no-timer': 'No countdown is running.',
  'list-full': 'The list is full: it holds 100 questions.',
  'foreign-page':
    'This server does not accept pages of this origin. Its administrator can allow it: CLIENT_ORIGINS.',
  'wrong-address': 'This server does not accept this address. Its administrator can set PUBLIC_URL.',
  'rooms-closed': 'New rooms cannot be opened here.',
  'screens-do-not-vote': 'A screen only shows the tally. Open the page itself to vote.',
  'chat-off': 'The chat is switched off in this room.',
  'private-off': 'Private lines are switched off in this room.',
  muted: 'The presenter has muted you. Your line was not sent.',
  'needs-name': 'Choose a name first; then you can write.',
  'bad-name': 'A name has 1 to 30 characters, with a letter or a digit among them.',
  'name-signs':
    'This name has signs that a name cannot have: controls of the writing direction, or too many marks on one letter.',
  'mixed-scripts':
    'A word of a name is written in one alphabet. Put a space between words in different ones.',
  'name-taken': 'Somebody here has this name, or one that looks like it. Please choose another.',
  'name-reserved': 'Only the presenter may have this name. Please choose another.',
  'empty-line': 'There is nothing in this line.',
  'line-too-long': 'A line has at most 2,000 characters. Yours was not sent; please shorten it.',
  'line-not-kept': 'Your line could not be recorded just now. Please try again.',
  'no-such-line': 'This line is gone already.',
  'not-your-line': 'Only its author or the presenter may delete a line.',
  'person-gone': 'This person is not in the chat just now. Your line was not delivered.',
  'not-to-yourself': 'A private line goes to somebody else.',
  'empty-announcement': 'There is nothing in this announcement.',
  'announcement-too-long': 'An announcement has at most 500 characters. Please shorten it.',
  'no-such-announcement': 'This announcement is gone already.',
  'search-off': 'Searching is switched off here. You see what the presenter searches.',
  'wall-closed': 'Open the wall first.',
  'empty-term': 'Type a word, a #tag or an @handle to search for.',
  'term-too-long':
    'That is too much to search for. A term has at most 200 characters, 10 alternatives and 10 words in each.',
  'posting-off': 'Posting to the wall is switched off in this room.',
  'post-too-long': 'A post has at most 300 characters. Yours was not sent; please shorten it.',
  'no-such-post': 'This post is gone already.',
  'server-error': 'Something went wrong on the server. Nothing was changed.',
}

export const rareSentences: Record<RareCode, string> = {
  'undo-over': 'The ten seconds are over. Nothing was changed.',
  'no-such-result': 'This result is gone already.',
  'other-choices': 'Only two results of the same kind, with the same choices, can stand side by side.',
  'is-past': 'This is an earlier result. Ask the question again to vote on it.',
  'other-letters':
    'A corrected question keeps its choices: their texts can change, and while it is open choices can be added at the end.',
  'other-shape':
    'How a question is answered stays while it has votes: only the names of a scale’s ends and the unit of a number can be corrected.',
  'cannot-be-right': 'That cannot be the right answer to this question. Nothing was changed.',
  'room-set-aside':
    'This server cannot read the data of this room. It was left as it is; the server’s log says why.',
  'no-such-lesson': 'There is no earlier lesson with this number. It may have been erased.',
  'room-name-too-long': 'The name of a room has at most 60 characters. Please shorten it.',
  'key-is-set': 'The key of this room is set by PRESENTER_KEY. Change it there and start again.',
  'no-free-code': 'No free room code was found. Please try again.',
  'too-many-transcripts': 'Other transcripts are being saved just now. Please try again in a moment.',
  'too-many-terms': 'Too many terms are being searched just now. Please try again later.',
  'too-many-blocked': 'The list of what is blocked is full. Remove something from it first.',
  'blocked-word': 'A word in this is not allowed in this room. Nothing was sent; please change it.',
  'blocked-name': 'A word in this name is not allowed in this room. Please choose another name.',
  'no-word': 'Type a word to block. Nothing was changed.',
  'stray-star':
    'A star stands at the end of a word only: spam* blocks all words that begin with it. Nothing was changed.',
  'short-beginning': 'A beginning has at least two letters, as in spam*. Nothing was changed.',
  'listed-word-too-long': 'A blocked word has at most 60 characters. Nothing was changed.',
  'too-many-pinned': 'Three posts are pinned already. Unpin one first.',
  'list-too-large': 'The list is full: it holds 650 kB of text.',
  'too-many-presenters': 'This room has 50 presenter pages open already. Close one and reload.',
  'wrong-helper-key':
    'This link does not open the room any more: the presenter has taken it back. Ask for a new one.',
  'no-such-helper': 'This link was taken back already.',
  'too-many-helpers': 'This room has 20 helpers already. Take a link back first.',
  'too-many-helper-pages': 'This room has 50 pages of helpers open already. Close one and reload.',
  'too-many-muted': '200 people are muted already. Switch the chat off instead.',
  removed:
    'The presenter has removed you from this room. If that was a mistake, talk to the presenter; once you are let back in, this page returns by itself within two minutes.',
  'too-many-removed': '200 people are removed from this room already. Let somebody back in first.',
  'no-such-person': 'Nobody here is known by this name any more. Nothing was changed.',
  'no-such-answer': 'Nobody gives this answer any more. Nothing was changed.',
  'said-by-several':
    'More than one person has given this answer, so nobody was removed for it. You can hide it for everybody.',
  'too-few-choices': 'That is too little to count. Your vote is unchanged.',
  'too-many-choices': 'That is more than may be chosen. Your vote is unchanged.',
  'chosen-twice': 'Each can be chosen once only. Your vote is unchanged.',
  'not-a-number': 'That is not a number. Your vote is unchanged.',
  'too-many-decimals': 'That number has too many decimals. Your vote is unchanged.',
  'out-of-range': 'That number cannot be entered here. Your vote is unchanged.',
  'empty-answer': 'There is nothing to read in that. Your vote is unchanged.',
  'answer-too-long': 'That is too long. Your vote is unchanged.',
  'too-many-answers': 'That is more than may be said at once. Your vote is unchanged.',
  'too-many-decisions': 'That is more than can be kept for one question. Nothing was changed.',
  'too-many-from-network': 'Not counted: many votes have already come from your network. Ask the presenter.',
  'asks-off': 'Questions from the audience are closed just now.',
  'empty-ask': 'There is nothing in this question.',
  'ask-too-long': 'A question has at most 300 characters, and so has its answer. Please shorten it.',
  'no-such-ask': 'This question is gone already.',
  'own-ask': 'This is your own question. The others vote for it.',
  'ask-has-votes': 'This question cannot be changed any more. You can withdraw it and ask again.',
  'ask-answered': 'This question is answered already.',
  'too-many-own-asks': 'You have as many open questions as one person may have. Withdraw one to ask another.',
  'too-many-asks': 'The list of questions is full. Please try again later.',
  'ask-not-kept': 'Your question could not be recorded just now. Please try again.',
  'signs-off': 'Signs are switched off in this room. Yours was not shown.',
  'sign-too-soon': 'One sign a second. Yours was not shown: wait a moment and tap again.',
  'own-words': 'You wrote this yourself.',
  'too-many-reports': 'So many people have reported this that no more are counted. The presenter sees it.',
  'slow-mode': 'Slow mode is on. What you wrote was not sent.',
  'too-many-waiting': 'Many posts wait for the presenter just now. Please try again later.',
  'tickets-off': 'Voting takes no tickets here just now.',
  'needs-ticket': 'This vote takes a ticket. Type the code on yours.',
  'wrong-ticket': 'This is no ticket for this vote. Compare it with the code on yours.',
  'ticket-used': 'This ticket has been used in another browser. Ask the presenter for a new one.',
  'second-ticket': 'This browser has a ticket already: one is enough for every question.',
  'tickets-changed':
    'The tickets were changed while this question was up. It takes no more votes; the next one does.',
  'no-panic': 'Nothing is held closed just now. Nothing was changed.',
  'writing-closed':
    'The presenter has closed everything that people write here for a moment. Please try again later.',
}

/**
 * Joined once, for whoever asks for too much is refused thousands of times a second; and only by the server's first
 * refusal: joined as the file is loaded, every page would carry the rare sentences.
 */
let joined: Record<RefusalCode, string> | undefined

function allSentences(): Record<RefusalCode, string> {
  joined ??= { ...refusalSentences, ...rareSentences }
  return joined
}

/** Every code that a refusal can have. */
export function refusalCodes(): RefusalCode[] {
  return Object.keys(allSentences()) as RefusalCode[]
}

/** Makes the refusal of somebody who must wait so many milliseconds in slow mode. */
export function refuseSlow(waitMs: number): Refusal {
  const refusal = refuse('slow-mode')
  const seconds = Math.ceil(waitMs / 1000)
  return { ...refusal, message: `${refusal.message} You can write again in ${seconds} s.`, waitMs }
}

/** Makes the refusal for a code. */
export function refuse(code: RefusalCode): Refusal {
  return { ok: false, code, message: allSentences()[code] }
}
