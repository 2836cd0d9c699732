/** Decides who may search and post on a wall, from the server's settings and the presenters'. Values in, values out. */
import type { WallDocument, WallNews } from '../protocol/wall'

/** What this server offers. */
export interface WallOffer {
  /** Who may search terms of networks at all. */
  search: 'everyone' | 'presenter' | 'off'
  /** Whether people of a room may post. */
  posting: boolean
}

/** Whether this person may search their own term. */
export function maySearch(
  offer: WallOffer,
  { search }: Pick<WallDocument, 'search'>,
  isPresenter: boolean,
): boolean {
  return offer.search !== 'off' && (isPresenter || (offer.search === 'everyone' && search))
}

/** What a presenter, or anybody else, may know of a room's wall without opening it. */
export function wallNews(offer: WallOffer, wall: WallDocument, isPresenter: boolean): WallNews {
  return {
    term: offer.search === 'off' ? null : wall.term,
    isPaused: wall.isPaused,
    posting: offer.posting && wall.posting,
    search: maySearch(offer, wall, isPresenter),
  }
}
