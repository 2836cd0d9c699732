/** The page at `/` if there is no default room: a field for a room code. */
import { fillRoomsMenu } from './rooms-menu'
import { byId } from '../shared/dom'

fillRoomsMenu(byId('rooms-menu'))
