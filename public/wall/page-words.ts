/** The words of the wall before any script runs. */

/** The build writes them into the HTML. */
export const wallPageWords = {
  wallTitle: 'Ask the Audience: wall',
  wallNoscript: 'The wall needs JavaScript. Please switch it on, or open the page in another browser.',
  displaying: 'Displaying posts for',
  searchFor: 'Search for',
  termSample: 'Word, #tag, @handle',
  termHint: 'A comma means or, a space means and. “Words in quotes” stand side by side.',
  search: 'Search',
  stop: 'Stop',
  roomStopped: 'The presenter has stopped the wall for a while.',
  clearPosts: 'Clear',
  screenMode: 'Screen mode',
  leaveScreen: 'Leave the screen mode',
  backToRoom: 'Back to the room’s wall',
  makeRooms: 'Make it the room’s wall',
  postHere: 'Post to the wall',
  settings: 'Settings',
  howMany: 'Posts to show',
  sources: 'Where posts come from',
  readPosts: 'Read new posts aloud (screen reader)',
  postsHere: 'Posts',
  howToPost: 'To post here: “More” on the poll’s page, then “Post to the wall”.',
  joinAt: 'Join at',
}
