/**
 * Limits of what people send. The server checks them; pages keep to them before they ask. Lengths are JavaScript's:
 * two for most emoji.
 */

/** Bytes of one message; above, the server closes the connection. */
export const MAX_MESSAGE_BYTES = 16 * 1024

export const MAX_QUESTION_LENGTH = 500
export const MAX_CHOICE_LENGTH = 200
export const MAX_EXPLANATION_LENGTH = 500
export const MIN_CHOICES = 2
export const MAX_CHOICES = 12
/** Characters of a vote as it is sent: three answers of open text, in any spelling. */
export const MAX_VOTE_LENGTH = 4000
/** Characters of what is right: accepted spellings of open text. */
export const MAX_RIGHT_LENGTH = 1000
export const MAX_PREPARED_QUESTIONS = 100
export const MAX_ROOM_NAME_LENGTH = 60
/** The greatest number to which ballots of one network address can be limited. */
export const MAX_BALLOTS_PER_ADDRESS = 1000
/** Voting tickets of a room that are valid at a time. */
export const MAX_TICKETS = 5000
/** Characters of a voting ticket as it is typed. */
export const MAX_TYPED_TICKET_LENGTH = 100

/** Characters of one chat message. */
export const MAX_LINE_LENGTH = 2000
export const MAX_ANNOUNCEMENT_LENGTH = 500
/** How long pages show an announcement, and newcomers are sent it. */
export const ANNOUNCEMENT_LIFETIME_MS = 3600 * 1000

/** Characters of a post that somebody in the room writes. */
export const MAX_POST_LENGTH = 300
/** Characters of a question from the audience. */
export const MAX_ASK_LENGTH = 300
/** Characters of a line that answers one. */
export const MAX_ANSWER_LINE_LENGTH = 300
/** Characters of words to block that are sent at once. */
export const MAX_BLOCKED_TEXT = 2000
/** Characters of a search term of the wall. */
export const MAX_TERM_LENGTH = 200
/** The most posts that one message carries and that a page shows. */
export const MAX_SHOWN_POSTS = 20
