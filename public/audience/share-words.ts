/** The words of the code that shows somebody the way into this room. A translation replaces this file. */
export const shareWords = {
  showCode: 'Show the code of this room',
  hideCode: 'Hide the code',
  qrCode: 'QR code of the address below it',
  noAnswer: 'The server does not answer. Please try again.',
}
