/** The words of scales on the stage. A translation replaces this file. */

export const scaleStageWords = {
  mean: 'Mean',
  answers: (voters: number) => `${voters} ${voters === 1 ? 'answer' : 'answers'}`,
  nobody: 'Nobody has answered yet',
  /** What figures without a sign are. */
  inPercent: 'in\u00a0%',
  /** The head of the column of numbers of answers. */
  count: 'n',
  end: (point: number, name: string) => (name ? `${point} = ${name}` : ''),
}
