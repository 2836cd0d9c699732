/** The words of the start page and the menu of rooms. A separate file, so that voters do not load it. */
import { refusalSentences } from '../../src/core/protocol/refusals'

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five']
const numberOf = (count: number): string => NUMBERS[count] ?? String(count)

export const roomsWords = {
  roomCode: 'Room code',
  codeHint: 'Six letters and digits. Capital or small letters, spaces and dashes do not matter.',
  enter: 'Enter',
  noCode: 'Type the code that your presenter shows, for example M96NMT.',
  codeLength: (length: number) => `A code has six characters. This has ${numberOf(length)}.`,
  /** `meant`: characters of codes that look like this one, which is in no code. */
  neverInCodes: (character: string, meant: string) =>
    meant
      ? `There is no ${character} in codes: is it ${[...meant].join(' or ')}?`
      : `There is no ${character} in codes. They have capital letters and digits.`,
  looking: 'Looking for the room …',
  noRoom: (code: string) =>
    `There is no room ${code}. Is the code right? Rooms that nobody uses are erased after a while.`,
  tooManyWrong: 'Too many wrong codes came from your network. Wait a minute and try again.',
  roomGone: (code: string) => `Room ${code} was erased. It is not in your list any more.`,
  noAnswer: 'The server does not answer. Please try again.',
  openRoom: 'Open a room of your own',
  openHint: 'For your class or talk: it has its own code, and you lead it from this device.',
  yourRooms: 'Your rooms',
  mainRoom: 'The main room',
  refusals: refusalSentences,
}
