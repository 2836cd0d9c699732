/** A line that says which answer is right, in each language that docs/question-list.md means by "over 20 languages". */
import { expect } from 'chai'
import { read } from './compact'

const LINES: Record<string, string> = {
  Arabic: 'الإجابة الصحيحة: B',
  Chinese: '正确答案：B',
  Czech: 'Správná odpověď: B',
  Dutch: 'Juiste antwoord: B',
  English: 'Correct answer: B',
  Finnish: 'Vastaus: B',
  French: 'Bonne réponse : B',
  German: 'Richtige Antwort: B',
  Greek: 'Σωστή απάντηση: B',
  Hebrew: 'התשובה הנכונה: B',
  Hindi: 'सही उत्तर: B',
  Hungarian: 'Helyes válasz: B',
  Italian: 'Risposta corretta: B',
  Japanese: '正解：B',
  Korean: '정답: B',
  Norwegian: 'Riktig svar: B',
  Polish: 'Prawidłowa odpowiedź: B',
  Portuguese: 'Resposta correta: B',
  Romanian: 'Răspuns: B',
  Russian: 'Правильный ответ: B',
  Spanish: 'Respuesta correcta: B',
  Swedish: 'Rätt svar: B',
  Thai: 'คำตอบ: B',
  Turkish: 'Doğru cevap: B',
  Ukrainian: 'Правильна відповідь: B',
  Vietnamese: 'Đáp án: B',
}

describe('A line that says the answer', () => {
  for (const [language, line] of Object.entries(LINES))
    it(`is understood in ${language}`, () => {
      expect(read(`Q?\nA) x\nB) y\n${line}`)).to.deep.equal(['Q? | x | *y'])
    })
})
