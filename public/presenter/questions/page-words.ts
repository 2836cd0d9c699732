/** The words of the dialogs with the list as text, before any script runs. */

/** The build writes them into the HTML. */
export const questionsPageWords = {
  otherKinds: 'Other kinds of question, by example',
}
