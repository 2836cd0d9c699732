/** Posts as Mastodon's API describes them. */

export type Json = { [name: string]: unknown }

/** A status by Ana; `more` replaces any of its fields. */
export function newStatus(id: string, content: string, tags: string[], more: Json): Json {
  return {
    id,
    created_at: new Date().toISOString(),
    content: `<p>${content}</p>`,
    sensitive: false,
    spoiler_text: '',
    visibility: 'public',
    language: 'en',
    url: `https://social.example/@ana/${id}`,
    in_reply_to_id: null,
    edited_at: null,
    reblog: null,
    tags: tags.map(name => ({ name, url: `https://social.example/tags/${name}` })),
    account: {
      id: '1',
      acct: 'ana@social.example',
      username: 'ana',
      display_name: 'Ana A.',
      avatar: 'https://social.example/a.png',
      bot: false,
    },
    ...more,
  }
}

/** In lower case, as tags are compared. */
export function tagsOf(status: Json): string[] {
  return (status['tags'] as ({ name?: string } | null)[]).flatMap(tag => tag?.name?.toLowerCase() ?? [])
}
