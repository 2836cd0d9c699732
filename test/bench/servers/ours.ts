/** Owns starting our own server for the bench, its free show of hands open. */
import { host } from './host'
import { startHouse } from './house'

host(startHouse())
