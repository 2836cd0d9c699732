/** The page at `/` where there is no house room: a field for a room code. */
import { fillLobby } from './lobby'
import { byId } from './page'

fillLobby(byId('lobby'))
