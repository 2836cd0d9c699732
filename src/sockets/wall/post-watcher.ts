/**
 * Takes what the networks send for one search of a room, and puts it where it belongs: on its view, or among the
 * posts that wait.
 */
import type { Post } from '../../core/protocol/wall'
import type { Watcher } from '../../networks/watched-terms'
import type { FeedView } from './feed-view'
import type { WallPosts } from './wall-posts'

/** @param mustWait whether a post waits for a presenter before this view shows it */
export function postWatcher(posts: WallPosts, view: FeedView, mustWait: (post: Post) => boolean): Watcher {
  return {
    post(post) {
      if (!posts.accepts(post)) return false
      if (mustWait(post)) posts.waiting.add(post)
      else if (view.feed.push(post)) view.changed()
      return true
    },

    replace(post) {
      const isAccepted = posts.accepts(post)
      if (isAccepted && !mustWait(post)) return posts.replace(view, post)
      posts.removeFrom(view, post.id)
      // What an edit says was not approved.
      if (isAccepted) posts.waiting.add(post)
    },

    remove: id => posts.removeFrom(view, id),
  }
}
