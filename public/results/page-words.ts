/** The words of the page of results before its script runs. */

/** The build writes them into the HTML. */
export const resultsPageWords = {
  resultsTitle: 'Results · Ask the Audience',
  resultsHeading: 'Results',
  refresh: 'Refresh',
  printReport: 'Print or save as PDF',
  rowsAreKept:
    'In this lesson it is kept which answers are from the same person, without a name and without a device. Only the presenter gets them.',
  loadingResults: 'One moment …',
  forPresenter: 'For the presenter',
  whichLesson: 'Lesson',
  asAudience: 'Only what the audience finds here',
}
