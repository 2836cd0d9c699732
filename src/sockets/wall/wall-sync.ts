/** Owns that what a room has on its wall is the same on all nodes: its own posts, and what presenters have decided about any. */
import type { Refusal } from '../../core/protocol/events'
import type { PostSource } from '../../core/wall/fair-queue'
import type { Post } from '../../core/protocol/wall'
import type { Feature } from '../room/feature'
import type { LiveRoom } from '../room/live-room'
import type { Stock } from './wall-posts'

export type Choice = 'approve' | 'reject' | 'pin' | 'unpin'

/** What other nodes are told of a presenter's choice; the post, for it may not have come to them. */
interface Chosen {
  choice: Choice
  post: Post
}

/** What a node has that has had this room for longer. */
interface StockNews {
  waiting: Post[]
  here: Post[]
  pinned: Post[]
  rejected: string[]
}

export interface WallNodes extends Required<Pick<Feature, 'heard' | 'catchUp'>> {
  /** Decides here about a post, and tells the others. */
  choose(room: LiveRoom, id: string, choice: Choice): Refusal | undefined
  /** Adds a post by somebody here, and tells the others. */
  add(room: LiveRoom, post: Post, source: PostSource): void
  /** Adds a post by somebody on another node. Returns whether it is news here. */
  hearPost(room: LiveRoom, post: Post): boolean
}

/** @param stockOf the stock of a room that is alive here */
export function wallNodes(stockOf: (room: LiveRoom) => Stock | undefined): WallNodes {
  return {
    choose(room, id, choice) {
      const stock = stockOf(room)!
      const post = stock.find(id)
      const refusal = decide(stock, id, choice)
      if (!refusal && post) room.tell('wallChosen', { choice, post } satisfies Chosen)
      return refusal
    },

    add(room, post, source) {
      stockOf(room)!.add(post, source)
      room.tell('wallPost', post)
    },

    hearPost: (room, post) => hear(stockOf(room), post),

    heard: {
      wallChosen: (room, { choice, post }: Chosen) => follow(stockOf(room), choice, post),
      wallStockWanted: room => newsOf(stockOf(room)),
    },

    async catchUp(room) {
      const isEnough = (value: unknown) => value !== undefined
      const answers = await room.ask('wallStockWanted', undefined, { isEnough })
      for (const { value } of answers) if (isEnough(value)) learn(stockOf(room), value as StockNews)
    },
  }
}

function decide(stock: Stock, id: string, choice: Choice): Refusal | undefined {
  if (choice === 'approve') return stock.approve(id)
  if (choice === 'reject') return stock.reject(id)
  return stock.pin(id, choice === 'pin')
}

/** A post of the room that was posted on another node. */
function hear(stock: Stock | undefined, post: Post): boolean {
  if (!stock || stock.find(post.id) || stock.isRejected(post.id)) return false
  stock.add(post)
  return true
}

/** What is so already, here, is no fault. */
function follow(stock: Stock | undefined, choice: Choice, post: Post): void {
  if (choice === 'reject') return stock?.ban(post.id)
  if (choice !== 'unpin') stock?.admit(post)
  if (choice !== 'approve') stock?.pin(post.id, choice === 'pin')
}

function newsOf(stock: Stock | undefined): StockNews | undefined {
  if (!stock) return undefined
  const waiting = stock.waiting.feed.posts.filter(({ network }) => network === 'room')
  const { here, pinned, lastRejected: rejected } = stock
  return { waiting, here, pinned: [...pinned], rejected }
}

function learn(stock: Stock | undefined, { waiting, here, pinned, rejected }: StockNews): void {
  for (const id of rejected) stock?.ban(id)
  for (const post of here) stock?.admit(post)
  for (const post of pinned) follow(stock, 'pin', post)
  for (const post of waiting) hear(stock, post)
}
