/** The words about voting tickets on the presenter's page. */
export const ticketsWords = {
  title: 'Voting tickets',
  hint: 'For votes that must not be cast twice: each ticket is good for one browser, and so for one ballot a question. Shows of hands take none.',
  off: 'Off: voting takes no tickets.',
  count: 'Number of tickets',
  make: 'Make tickets',
  makeNew: 'New tickets',
  sureNew:
    'All tickets that were given out are void then. A question that is up and takes them takes no more votes.',
  print: 'Print the tickets',
  stop: 'Stop',
  sureStop:
    'All tickets are void then. A question that is up and takes them takes no more votes; the next one needs none.',
  yesStop: 'Stop the tickets',
  made: (count: number) => `${count} tickets are made. They are needed from the next question on.`,
  stopped: 'The tickets are stopped. The next question takes ballots without one.',
  used: (used: number, count: number) => `${used} of ${count} tickets are taken.`,
  whole: (most: number) => `Give a whole number from 1 to ${most}.`,
  preparing: 'The tickets are being prepared …',
  prepared: (count: number, all: number) => `The tickets are being prepared: ${count} of ${all} …`,
  changed: 'The tickets were changed meanwhile. Please print again.',
  noAnswer: 'The server did not answer. Please try again.',
  sheetTitle: 'Voting tickets',
  oneTicket: 'Your voting ticket',
  where: (address: string) => `Scan it, or type the code at ${address}`,
}
