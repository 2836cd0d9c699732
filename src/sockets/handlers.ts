/**
 * Which method of which feature takes each event. An event that is missing, misspelt or answered otherwise does not
 * compile.
 */
import type { EventReply } from '../core/protocol/client-events'
import type { EventInputs, EventName } from '../core/protocol/schemas'
import type { OpenRoom } from './open-room'
import type { RoomAdmin } from './room-admin'
import type { RoomSocket } from './room/live-room'
import type { Membership } from './room/membership'

/**
 * Takes an event of a socket, parsed: decides, records, announces. What it returns is the acknowledgement; it throws
 * nothing it expects.
 */
export type Handler<E extends EventName> = (
  socket: RoomSocket,
  input: EventInputs[E],
) => EventReply<E> | Promise<EventReply<E>>

export type Handlers = { readonly [E in EventName]: Handler<E> }

/** Every room is opened in `open-room.ts`. */
const roomOf = ({ data }: RoomSocket) => data.room as OpenRoom

/** Makes the table. */
export function eventHandlers(rooms: Pick<Membership, 'snapshot'>, admin: RoomAdmin): Handlers {
  return {
    castVote: (socket, vote) => roomOf(socket).voting.cast(socket, vote),
    withdrawVote: (socket, vote) => roomOf(socket).voting.withdraw(socket, vote),
    present: (socket, command) => roomOf(socket).presenting.present(socket, command),
    listResults: (socket, which) => roomOf(socket).presenting.resultRequests.list(socket, which),
    resultTable: (socket, which) => roomOf(socket).presenting.resultRequests.table(socket, which),
    eraseResult: (socket, result) => roomOf(socket).presenting.resultRequests.erase(socket, result),
    newKey: socket => roomOf(socket).presenting.newKey(socket),
    eraseRoom: (socket, room) => admin.eraseRoom(socket, room),
    listRooms: socket => admin.listRooms(socket),
    eraseLesson: (socket, which) => roomOf(socket).lessons.eraseLesson(socket, which),
    nameRoom: (socket, name) => roomOf(socket).roomName.nameRoom(socket, name),
    careForAnswers: (socket, decided) => roomOf(socket).answers.decide(socket, decided),
    getSnapshot: async socket => ({ ok: true, snapshot: await rooms.snapshot(socket.data.room, socket) }),

    openChat: (socket, how) => roomOf(socket).chat.openChat(socket, how),
    closeChat: socket => roomOf(socket).chat.closeChat(socket),
    olderLines: (socket, where) => roomOf(socket).chat.olderLines(socket, where),
    takeName: (socket, name) => roomOf(socket).naming.takeName(socket, name),
    releaseName: socket => roomOf(socket).naming.releaseName(socket),
    'chat message': (socket, line) => roomOf(socket).chat.newLines.say(socket, line),
    sayAs: (socket, line) => roomOf(socket).chat.newLines.sayAs(socket, line),
    deleteLine: (socket, line) => roomOf(socket).chat.deleteLine(socket, line),
    typing: socket => roomOf(socket).onlineList.typing(socket),
    sayPrivately: (socket, line) => roomOf(socket).privateMessages.sayPrivately(socket, line),
    mute: (socket, person) => roomOf(socket).moderation.mute(socket, person),
    setTalk: (socket, settings) => roomOf(socket).moderation.setTalk(socket, settings),
    setSharing: (socket, settings) => roomOf(socket).sharing.setSharing(socket, settings),
    announce: (socket, announcement) => roomOf(socket).announcements.announce(socket, announcement),
    withdrawAnnouncement: (socket, announcement) =>
      roomOf(socket).announcements.withdrawAnnouncement(socket, announcement),

    openWall: (socket, how) => roomOf(socket).wall.openWall(socket, how),
    closeWall: socket => roomOf(socket).wall.closeWall(socket),
    searchWall: (socket, search) => roomOf(socket).wall.searchWall(socket, search),
    pauseWall: (socket, pause) => roomOf(socket).wall.pauseWall(socket, pause),
    postToWall: (socket, post) => roomOf(socket).wall.submissions.postToWall(socket, post),
    setWall: (socket, settings) => roomOf(socket).wall.moderation.setWall(socket, settings),
    approvePost: (socket, post) => roomOf(socket).wall.moderation.approvePost(socket, post),
    rejectPost: (socket, post) => roomOf(socket).wall.moderation.rejectPost(socket, post),
    pinPost: (socket, post) => roomOf(socket).wall.moderation.pinPost(socket, post),
    blockAuthor: (socket, author) => roomOf(socket).wall.moderation.blockAuthor(socket, author),
    blockWord: (socket, word) => roomOf(socket).wall.moderation.blockWord(socket, word),
    updateTerm: (socket, term) => roomOf(socket).wall.workshopStream.updateTerm(socket, term),
    startStream: socket => roomOf(socket).wall.workshopStream.startStream(socket),
    stopStream: socket => roomOf(socket).wall.workshopStream.stopStream(socket),
  }
}
