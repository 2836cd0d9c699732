/** The page at `/` where there is no house room: a field for a room code. */
import { fillLobby } from './rooms-menu'
import { byId } from '../shared/page'

fillLobby(byId('lobby'))
