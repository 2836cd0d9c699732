/** Which events of the wall are taken by which method. */
import {
  parseAboutPost,
  parseBlockAuthor,
  parseBlockWord,
  parseNothing,
  parseOpenWall,
  parsePauseWall,
  parsePinPost,
  parsePostToWall,
  parseSearchWall,
  parseSetWall,
  parseUpdateTerm,
} from '../../core/protocol/schemas'
import type { Post } from '../../core/protocol/wall'
import type { Feature } from '../room/feature'
import { perRoom } from '../room/per-room'
import { sharedWallParts, type WallParts } from './shared-parts'
import { Wall } from './wall'
import type { ChosenPost } from './wall-sync'

/** Makes the feature of the wall. */
export function wallFeature(parts: WallParts): Feature {
  const shared = sharedWallParts(parts)
  return perRoom(
    room => new Wall(room, shared),
    on => ({
      openWall: on(parseOpenWall, (wall, socket, how) => wall.openWall(socket, how)),
      searchWall: on(parseSearchWall, (wall, socket, how) => wall.searchWall(socket, how)),
      closeWall: on(parseNothing, (wall, socket) => wall.closeWall(socket)),
      pauseWall: on(parsePauseWall, (wall, socket, how) => wall.pauseWall(socket, how)),
      postToWall: on(parsePostToWall, (wall, socket, post) => wall.submissions.postToWall(socket, post)),
      setWall: on(parseSetWall, (wall, socket, settings) => wall.moderation.setWall(socket, settings)),
      approvePost: on(parseAboutPost, (wall, socket, post) => wall.moderation.approvePost(socket, post)),
      rejectPost: on(parseAboutPost, (wall, socket, post) => wall.moderation.rejectPost(socket, post)),
      pinPost: on(parsePinPost, (wall, socket, post) => wall.moderation.pinPost(socket, post)),
      blockAuthor: on(parseBlockAuthor, (wall, socket, author) =>
        wall.moderation.blockAuthor(socket, author),
      ),
      blockWord: on(parseBlockWord, (wall, socket, word) => wall.moderation.blockWord(socket, word)),
      updateTerm: on(parseUpdateTerm, (wall, socket, term) => wall.workshopStream.updateTerm(socket, term)),
      startStream: on(parseNothing, (wall, socket) => wall.workshopStream.startStream(socket)),
      stopStream: on(parseNothing, (wall, socket) => wall.workshopStream.stopStream(socket)),
    }),
    {
      wallPost: (wall, post: Post, from) => wall.receivePost(post, from),
      wallChosen: (wall, choice: ChosenPost) => wall.sync.receiveChoice(choice),
      wallStateWanted: wall => wall.sync.state,
    },
  )
}
