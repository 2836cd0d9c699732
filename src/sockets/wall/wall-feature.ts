/** Which events of the wall are taken by which method. */
import type { Post } from '../../core/protocol/wall'
import { perRoom } from '../room/per-room'
import { sharedWallParts, type WallParts } from './shared-parts'
import { Wall } from './wall'
import type { ChosenPost } from './wall-sync'

type WallEvents =
  | 'openWall'
  | 'closeWall'
  | 'searchWall'
  | 'pauseWall'
  | 'postToWall'
  | 'setWall'
  | 'approvePost'
  | 'rejectPost'
  | 'pinPost'
  | 'blockAuthor'
  | 'blockWord'
  | 'updateTerm'
  | 'startStream'
  | 'stopStream'

export function wallFeature(parts: WallParts) {
  const shared = sharedWallParts(parts)
  return perRoom<Wall, WallEvents>(
    room => new Wall(room, shared),
    of => ({
      openWall: (socket, how) => of(socket).openWall(socket, how),
      searchWall: (socket, how) => of(socket).searchWall(socket, how),
      closeWall: socket => of(socket).closeWall(socket),
      pauseWall: (socket, how) => of(socket).pauseWall(socket, how),
      postToWall: (socket, post) => of(socket).submissions.postToWall(socket, post),
      setWall: (socket, settings) => of(socket).moderation.setWall(socket, settings),
      approvePost: (socket, post) => of(socket).moderation.approvePost(socket, post),
      rejectPost: (socket, post) => of(socket).moderation.rejectPost(socket, post),
      pinPost: (socket, post) => of(socket).moderation.pinPost(socket, post),
      blockAuthor: (socket, author) => of(socket).moderation.blockAuthor(socket, author),
      blockWord: (socket, word) => of(socket).moderation.blockWord(socket, word),
      updateTerm: (socket, term) => of(socket).workshopStream.updateTerm(socket, term),
      startStream: socket => of(socket).workshopStream.startStream(socket),
      stopStream: socket => of(socket).workshopStream.stopStream(socket),
    }),
    {
      wallPost: (wall, post: Post, from) => wall.receivePost(post, from),
      wallChosen: (wall, choice: ChosenPost) => wall.sync.receiveChoice(choice),
      wallStateWanted: wall => wall.sync.state,
    },
  )
}
