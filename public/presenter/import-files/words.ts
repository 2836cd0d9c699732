/** The sentences about files that are read. A translation replaces this file. */

const copyOut = (what: string) =>
  `This is ${what}: open it, copy the questions, and paste them under “Paste a list”.`

export const importWords = {
  empty: 'This file is empty. Choose another one.',
  unreadable:
    'The browser could not read this. If it is a folder, choose the files in it; if it lies in a cloud, download it first.',
  tooLarge: (megabytes: number) =>
    `This file is larger than ${megabytes} MB. Export fewer questions, or without pictures.`,
  longText: (megabytes: number) =>
    `This text is longer than ${megabytes} MB; a list holds 100 questions. Choose a part of it.`,
  notText:
    'This kind of file is not read here: choose a .txt, .md, .gift, .csv, .xlsx, .xml, .json or .zip file.',
  pdf: copyOut('a PDF'),
  word: copyOut('a Word document'),
  slides: copyOut('a presentation'),
  openDocument: copyOut('an OpenDocument text'),
  openSheet: 'This is an OpenDocument spreadsheet: save it as .xlsx or .csv, and choose that file.',
  apple: 'This is a document of Pages, Numbers or Keynote: export it as .xlsx or text, and choose that file.',
  oldOffice:
    'This is an old Office document (.xls, .doc, .ppt) or one with a password: open it, and copy and paste the questions, or save it as .xlsx without a password.',
  richText: copyOut('a rich text document'),
  webPage: copyOut('a web page'),
  picture: 'This is a picture: letters in it cannot be read. Type the questions, or paste them as text.',
  gzip: 'This is a packed archive (.gz, .mbz). Of Moodle, export the question bank as “Moodle XML” instead; of others, unpack it and choose the file inside.',
  otherArchive: 'This is an archive of another kind (.rar, .7z): unpack it and choose the file inside.',
  moodleBackup: 'This is a backup of Moodle: export the question bank as “Moodle XML” instead.',
  brokenZip: 'This zip file is damaged or not complete. Download or export it again.',
  lockedZip: 'This zip file has a password. Unpack it, and choose the files inside.',
  manyEntries: (count: number) =>
    `This zip file holds more than ${count.toLocaleString('en')} files. Unpack it, and choose the file with the questions.`,
  zipBomb: (megabytes: number) =>
    `This zip file unpacks to more than ${megabytes} MB and is not opened. Unpack it if you trust it, and choose the file with the questions.`,
  oddZip: 'This zip file is packed in an unusual way. Unpack it, and choose the files inside.',
  nothingInZip: 'No questions were found in this zip file. Only Moodle XML, QTI and texts are read from it.',
  entities:
    'This XML file defines entities of its own, which can do harm, and is not read. Export it again from the program it comes from.',
  deep: 'This XML file is nested more deeply than any list of questions, and is not read.',
  brokenXml: (where: string) =>
    `This XML file is damaged${where}. Export it again from the program it comes from.`,
  otherXml: (name: string) =>
    `This XML file (“${name}”) has no questions that are read here. Choose a file of Moodle XML or QTI.`,
  otherJson: 'This JSON file was not saved by “Save questions”. Choose another one.',
  brokenJson: 'This JSON file is damaged. Save the questions again.',
  emptySheet:
    'This spreadsheet is empty. Write a question in each row: its text, its choices, which is right.',
  brokenSheet: 'This spreadsheet is damaged. Open it in a spreadsheet program, and save it again as .xlsx.',
  manyCells:
    'This spreadsheet holds more than any list of questions. Copy the rows with questions into one of their own.',
  manyQuestions: (count: number) =>
    `This file has more questions; the first ${count.toLocaleString('en')} are shown. Export a part of them, such as one category, by itself.`,
  /** Notes: what was done, beside the questions. */
  windows:
    'This file is not in UTF-8 and was read as Western European. If letters look wrong, save it as UTF-8 and choose it again.',
  sheetOf: (sheet: string, sentence: string) => `Sheet “${sheet}”: ${sentence}`,
  fileOf: (file: string, sentence: string) => `${file}: ${sentence}`,
  otherFiles: (count: number, names: string) =>
    `${count === 1 ? 'One file' : `${count} files`} of the zip file ${count === 1 ? 'is' : 'are'} left out: ${names}.`,
  zipInZip: (name: string) =>
    `The file ${name} in the zip file is not opened: unpack it and choose it by itself.`,
}
