/** Lines of a list that say something about a question in words: `ANSWER: B`, `Explanation: …`, headings. */

const ANSWER_WORDS =
  'correct answers?|right answers?|correct options?|correct|answers? key|answers?|ans|key|solution|' +
  'richtige antwort|antwort|lösung|bonne réponse|réponse|respuesta correcta|respuesta|resposta correta|resposta|' +
  'risposta corretta|risposta|antwoord|juiste antwoord|svar|rätt svar|vastaus|odpowiedź|správná odpověď|odpověď|' +
  'cevap|doğru cevap|helyes válasz|válasz|răspuns|правильный ответ|верный ответ|ответ|правильна відповідь|відповідь|' +
  'σωστή απάντηση|απάντηση|réponse correcte|rätta svaret|riktig svar|prawidłowa odpowiedź|poprawna odpowiedź|' +
  '正确答案|答案|參考答案|参考答案|正解|答え|解答|정답|답|الإجابة الصحيحة|الإجابة|الجواب|התשובה הנכונה|תשובה נכונה|תשובה|सही उत्तर|उत्तर|คำตอบ|đáp án'
const EXPLANATION_WORDS =
  'explanation|rationale|feedback|erklärung|begründung|explication|explicación|explicação|spiegazione|uitleg|' +
  'εξήγηση|αιτιολόγηση|retroalimentación|wyjaśnienie|vysvětlení|förklaring|forklaring|selitys|açıklama|объяснение|пояснение|пояснення|' +
  '解析|解释|解釋|説明|解説|해설|설명|التفسير|الشرح|הסבר|व्याख्या|giải thích'
/** Bold, quotes and bullets that stand before the word. */
const DRESS = String.raw`[\s>*_\-–•]{0,6}`
const ANSWER = new RegExp(
  `^${DRESS}(?:(?:✅|✔️?|✓)${DRESS})?(?:[【[](?:${ANSWER_WORDS})[】\\]]\\s?[:：]?|(?:${ANSWER_WORDS})(?:\\s(?:is|ist|est|es))?[*_]{0,2}\\s?[:：])[*_]{0,2}\\s*`,
  'iu',
)
/** "The answer is B", "The correct answer is: B" and "Ans. (B)". */
const ANSWER_SENTENCE =
  /^[\s*_]{0,4}(?:the (?:correct |right )?answer is|ans\.(?=[\s*_(]))[*_]{0,2}\s?[:：]?[*_]{0,2}\s*/iu
const EXPLANATION = new RegExp(
  `^${DRESS}(?:【(?:${EXPLANATION_WORDS})】\\s?[:：]?|(?:${EXPLANATION_WORDS})[*_]{0,2}\\s?[:：])[*_]{0,2}\\s*`,
  'iu',
)
const HEADING = /^#{1,6}\s+/
const RULE = /^(?:(?:-\s?){3,}|(?:\*\s?){3,}|(?:_\s?){3,}|={3,})$/
const ELEMENT = /^<(?:\/?(?:details|br|hr|div|p|ul|ol)\s?\/?|summary)>(?:[^<>]*<\/summary>)?$/i
const PAGE =
  /^(?:page|seite|p[áa]gina|pagina|sida|strona|стр\.?|страница)\s\d{1,4}(?:\s?(?:of|von|de|di|van|\/)\s?\d{1,4})?$/iu
/** At the foot of a page. */
const COPYRIGHT = /^(?:©|\(c\))\s?(?:19|20)\d\d\b(?!.*[?？]$)/i
const ABOUT = /^\*\*(?!(?:question|frage|pregunta|q)\b)[^*:]{1,30}(?::\*\*|\*\*:)\s/iu
/** "Question 3" before a question, or alone on a line above it. */
const NUMBERED_TITLE =
  /^(?:\*\*)?(?:【(?:問題|問|题目|题|문제)\s?\p{Nd}{1,3}】\s*|[問题]\s?\p{Nd}{1,3}\s|(?:question|frage|aufgabe|pregunta|pergunta|domanda|vraag|fråga|pytanie|otázka|soru|вопрос|питання|ερώτηση|प्रश्न|問題|問|第|题目|문제|سؤال|السؤال|س|שאלה|q)\s?(?:n[°º]|№|nr\.?)?\s?(?:\p{Nd}{1,3}|[一二三四五六七八九十]{1,3})\s?(?:题|問)?(?:\s?(?:of|von|sur|de)\s\d{1,3})?(?:\*\*)?\s?(?:[:：.)、-](?:\*\*)?\s*|$))/iu

/** What is looked at: a long line costs no more than a short one. */
const head = (line: string) => line.slice(0, 80)
/** Most lines are told by a look at a few characters. */
const hasColon = (line: string) => /[:：】\]]/.test(head(line))
const BEGINS_RULE = /^[-*_=]/
const ENDS_WITH_DIGIT = /\d$/
const BEGINS_SENTENCE = /^[\s*_]{0,4}(?:the\s|ans\.)/i
const HAS_NUMBER = /[\p{Nd}一二三四五六七八九十]/u

/** Whether a line says which choice is right. */
export function isAnswerLine(line: string): boolean {
  if (!hasColon(line) && !BEGINS_SENTENCE.test(line)) return false
  return ANSWER.test(head(line)) || ANSWER_SENTENCE.test(head(line))
}

/** What an answer line says, without its word. */
export function answerOf(line: string): string {
  const [word = ''] = ANSWER.exec(head(line)) ?? ANSWER_SENTENCE.exec(head(line)) ?? []
  return line.slice(word.length).trim()
}

/** Whether a line begins an explanation by its word. */
export function isNamedExplanation(line: string): boolean {
  return hasColon(line) && EXPLANATION.test(head(line))
}

/** An explanation without its word. */
export function namedExplanationOf(line: string): string {
  return line.slice(EXPLANATION.exec(head(line))?.[0].length ?? 0).trim()
}

/** Whether a line is no part of a question, or says something about one in words. */
export function isSaid(line: string): boolean {
  return (
    isAnswerLine(line) ||
    isNamedExplanation(line) ||
    isHeading(line) ||
    isBetween(line) ||
    isAbout(line) ||
    titleAt(line) === line
  )
}

/** Whether a line is a heading or a rule of Markdown. */
export function isHeading(line: string): boolean {
  return (line[0] === '#' && HEADING.test(head(line))) || isRule(line)
}

function isRule(line: string): boolean {
  return line.length <= 200 && BEGINS_RULE.test(line) && RULE.test(line)
}

/** What programs write between questions: elements of HTML, page numbers. It says nothing about any. */
export function isBetween(line: string): boolean {
  if (line.length > 200) return false
  return (
    isRule(line) ||
    COPYRIGHT.test(line) ||
    (line[0] === '<' && ELEMENT.test(line)) ||
    (ENDS_WITH_DIGIT.test(line) && PAGE.test(line))
  )
}

/** A line such as `**Topic:** Sorting`, about the list. */
export function isAbout(line: string): boolean {
  return line.startsWith('**') && ABOUT.test(head(line)) && !/[?？؟]\W{0,3}$/.test(line.slice(-6))
}

/** A heading without its signs. */
export function headingOf(line: string): string {
  return line[0] === '#' ? line.replace(HEADING, '') : line
}

/** "Question 3:" at the beginning of a line; empty: there is none. */
export function titleAt(line: string): string {
  const start = line.slice(0, 40)
  return HAS_NUMBER.test(start) ? (NUMBERED_TITLE.exec(start)?.[0] ?? '') : ''
}
