/** The words of scales. A translation replaces this file. */

export const scaleWords = {
  /** An end of the scale: "1 never". */
  end: (point: number, name: string): string => (name ? `${point} ${name}` : ''),
  how(from: string, to: string, statements: number): string {
    return statements === 0
      ? `Choose a point from ${from} to ${to}.`
      : `Choose a point from ${from} to ${to} for each statement. You may leave some out.`
  },
  leaveOut: 'Leave out',
  leaveOutNamed: (statement: string) => `Leave out: ${statement}`,
  /** Below the picture of one statement. */
  mean: 'Mean',
  before: 'before',
  /** How many make the percents of the picture. */
  answers: (voters: number) => `${voters} ${voters === 1 ? 'answer' : 'answers'}, shown in percent`,
  nobody: 'Nobody has answered.',
  table: { point: 'Point', answers: 'Answers', percent: 'Percent', before: 'Before' },
}
