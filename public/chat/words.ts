/** The words of the chat. A separate file, because it loads with the chat; a translation replaces it. */
import type { Arrivals } from '../../src/core/protocol/chat'
import { muteWords } from '../shared/mute/words'

/** A name within a sentence, isolated so that its text direction does not affect the sentence. */
const apart = (name: string): string => `\u2068${name}\u2069`

const lines = (count: number): string => (count === 1 ? '1 new line' : `${count} new lines`)

/** `Ana`, `Ana and Bo`, `Ana, Bo and 3 others`. */
function folded(names: string[], more: number): string {
  const all = more > 0 ? [...names.map(apart), more === 1 ? 'one other' : `${more} others`] : names.map(apart)
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`
}

export const chatWords = {
  ...muteWords,
  chat: 'Chat',
  closeChat: 'Close the chat',
  lines: 'Lines',
  greeting: 'Welcome. Everybody who opens the chat of this room reads what is written here.',
  nothingYet: 'Nobody has said anything yet.',
  earlier: 'Earlier lines',
  newLines: lines,
  yourLine: 'Your line',
  write: 'Write to everybody',
  writeTo: (name: string) => `Write to ${apart(name)} alone`,
  send: 'Send',
  sending: 'sending …',
  waiting: 'waits for a connection',
  count: (length: number, limit: number) => `${length} of ${limit} characters`,
  yourName: 'Your name',
  nameHint: 'Others see it beside what you write. Reading needs no name.',
  takeName: 'Use this name',
  takeFree: (name: string) => `Use “${name}”`,
  releaseName: 'Remove the name',
  cancel: 'Cancel',
  as: 'You are',
  changeName: 'Change',
  presenter: 'Presenter',
  helper: 'Helper',
  host: 'The room',
  you: 'you',
  isMuted: 'muted',
  online: (count: number) => `${count} here`,
  andMore: (count: number) => `and ${count} more`,
  nameless: (count: number) => (count === 1 ? '1 without a name' : `${count} without a name`),
  nobodyNamed: 'Nobody has a name yet.',
  privately: 'Write privately',
  privatelyTo: (name: string) => `Write privately to ${apart(name)}`,
  privateTo: (name: string) => `Private to ${apart(name)}`,
  privateFrom: (name: string) => `Private from ${apart(name)}`,
  toEverybody: 'To everybody',
  reply: 'Reply',
  replyTo: (name: string) => `Reply privately to ${apart(name)}`,
  whoCanRead: (name: string) =>
    `Only you and ${apart(name)} see your private lines. They are not kept. They pass through this server, so whoever runs it could read them.`,
  typing(names: string[], more: number): string {
    if (names.length === 0) return ''
    return `${folded(names, more)} ${names.length + more === 1 ? 'is' : 'are'} typing`
  },
  arrivals: ({ joined, moreJoined, left, moreLeft }: Arrivals): string =>
    [
      ...(joined.length > 0 ? [`${folded(joined, moreJoined)} joined`] : []),
      ...(left.length > 0 ? [`${folded(left, moreLeft)} left`] : []),
    ].join(' · '),
  spoken: (name: string, text: string) => `${name}: ${text}`,
  readAloud: 'Read new lines aloud (screen reader)',
  actionsFor: (name: string, time: string) => `Actions for the line of ${apart(name)}, ${time}`,
  deleteLine: 'Delete',
  reallyDelete: 'This line is deleted for everybody.',
  yesDelete: 'Delete it',
  yesUnmute: 'Unmute',
  muted: 'The presenter has muted you. You can read on.',
  unmuted: 'You may write again.',
  chatOff: 'The chat is switched off.',
  chatOffForAudience: 'The chat is switched off: the audience does not see it.',
  switchOn: 'Switch it on',
  noLine: 'No connection. What you write waits here and goes out once you are back.',
  noAnswer: 'The server did not answer. Please try again.',
  newQuestion: (question: string) => `New question: ${question}`,
  goVote: 'Vote',
  goVoteNow: 'Close the chat and vote',
}
