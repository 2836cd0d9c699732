/** Sentences about what cannot be taken from another program: kinds that there are not here, and parts that are left out. */

export const KINDS = {
  matching: 'This is a matching question, a kind that is not available here: ask its pairs one by one.',
  essay:
    'This is an essay, a kind that is not available here: write [text] behind it to ask for a short answer.',
  gaps: 'This question has several gaps (cloze), a kind that is not available here: make a question of each gap.',
  parts: 'This question asks several things at once: make a question of each.',
  changing:
    'This is a question whose numbers change (calculated), a kind that is not available here: ask it with one set of numbers.',
  place: 'This question is answered on a picture, a kind that is not available here: ask it in words.',
  file: 'This question is answered with a file or a recording, a kind that is not available here: leave it.',
}

export const NOTES = {
  feedback: 'Feedback for single answers and hints are left out.',
  partly: 'Answers that are right in part are left out.',
  partlyWrong: 'Answers that are right in part count as wrong.',
  onlyNumber: 'Only the number that is right in full is kept.',
  rightUnread: 'The file says what is right in a way that is not read here: mark the right answer.',
}

/** For a kind of which only its name is known. */
export const unknownKind = (name: string): string =>
  `This is a question of the kind "${name.slice(0, 40)}", which is not available here: write it anew, or leave it.`

const SHOWN_NAMES = 5

export function mediaNote(media: readonly string[]): string {
  const names = [...new Set(media)]
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : ''
  const shown = names
    .slice(0, SHOWN_NAMES)
    .map(name => name.slice(0, 60))
    .join(', ')
  return `Pictures, sounds and films are left out (${shown}${more}): say in the question what they show.`
}
