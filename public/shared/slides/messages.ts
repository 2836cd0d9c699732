/** What slides and the screen in their frame tell each other. */

/** From the plugin to the screen in its frame, and to no other page. */
export interface ToScreen {
  askTheAudience: {
    /** The number of a question of the room's list, or its text; null: its slide has been left. */
    question: string | null
    /** The presenter key; null: the deck was opened without it. */
    key: string | null
    /** What a step on the slide asks for. */
    step?: string
  }
}

/** From the screen to the page that frames it: it listens now. */
export interface FromScreen {
  askTheAudience: 'ready'
}
