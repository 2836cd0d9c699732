/** The media query for pages with space for a second column. The style sheets use the same width. */
export const WIDE = '(min-width: 64rem)'
