/** Where a page has room for a second column. The style sheets say the same width. */
export const WIDE = '(min-width: 64rem)'
