/** Tests GIFT as Moodle exports it, and as its documentation writes it. */
import { expect } from 'chai'
import { understand } from '../../../src/core/import/understand'
import { mediaNote, NOTES } from '../../../src/core/import/unavailable'
import { faults, read } from './compact'

/** What is said besides the questions. */
const notes = (text: string) =>
  understand(text)
    .questions.flatMap(({ problems }) => problems)
    .filter(({ isNote }) => isNote)
    .map(({ sentence }) => sentence)

describe('GIFT that Moodle exported', () => {
  it('in HTML has no element in its question, its choices and its explanation', () => {
    const text = String.raw`// question: 31  name: Cells
::Cells::[html]<p dir\="ltr" style\="text-align\: left;">Which part holds the DNA,<br>i.e. the genome?</p>{
	~<p>the wall</p>#<p>Plants only.</p>
	=<p>the <b>nucleus</b>&nbsp;&ndash; its core</p>
	~%-50%H<sub>2</sub>O &amp; ions
	####<p>It is <em>diploid</em>.</p>
}`
    expect(read(text)).to.deep.equal([
      'Which part holds the DNA,\ni.e. the genome? | the wall | *the nucleus – its core | H₂O & ions > It is diploid.',
    ])
    expect(notes(text)).to.deep.equal([NOTES.feedback])
  })

  it('names its pictures, and keeps formulas and code', () => {
    const text = String.raw`::Map::[html]<p><img src\="@@PLUGINFILE@@/map%20of%20peru.png" alt\="a map" />Which city is this?</p><pre>a \= 1\n  b \= 2</pre>{=Lima ~<img src\="b.png" alt\="Quito">}

::Tex::[html]<p>What is \\(\\frac\{1\}\{2\}\\)?</p>{#0.5}`
    expect(read(text)).to.deep.equal([
      'a map Which city is this?\na = 1\n  b = 2 | *Lima | Quito',
      'What is \\(\\frac{1}{2}\\)? [number] = 0.5..0.5',
    ])
    expect(notes(text)).to.deep.equal([mediaNote(['map of peru.png', 'b.png'])])
  })

  it('has texts with formats of their own', () => {
    expect(
      read(
        '::Mix::[html]<p>Which tag is bold?</p>{ =[plain]<b> ~[html]<i>none</i> ~[moodle]i#[html]<p>no</p> }',
      ),
    ).to.deep.equal(['Which tag is bold? | *<b> | none | i'])
  })

  it('has short answers and numbers with weights, and what is said to everybody else', () => {
    const text = String.raw`::Frog::Which animal croaks?{
	=%100%frog#Yes, it does.
	=%33.33333%toad#Nearly.
	=%0%*#No.
}

::Year::When did the Bastille fall?{#
	=%100%1789:1#Right.
	~#No.
}`
    expect(read(text)).to.deep.equal([
      'Which animal croaks? [text] = frog > Yes, it does.',
      'When did the Bastille fall? [number] = 1788..1790 > Right.',
    ])
    expect(notes(text)).to.deep.equal([NOTES.partly, NOTES.feedback, NOTES.feedback])
  })

  it('says of true and false why', () => {
    expect(read('Glass is a metal. {FALSE#Look again.#It has no crystals.}')).to.deep.equal([
      'Glass is a metal. | True | *False > It has no crystals.',
    ])
    expect(read('Glass breaks. {T#No.####It is brittle.}')).to.deep.equal([
      'Glass breaks. | *True | False > It is brittle.',
    ])
  })

  it('of elements that are opened thousands of times, and never closed, is read all the same', () => {
    for (const piece of [
      '<',
      '<a b="',
      '<!--',
      '<p>',
      '</p>',
      '<math>',
      '<msup>',
      '<math><mfrac>',
      '&',
      '<li>',
      '<img alt="',
    ])
      expect(understand(`[html]What? ${piece.repeat(5000)} {=a ~b}`, 'gift').questions, piece).to.have.length(
        1,
      )
  })

  it('has escaped colons in its titles', () => {
    const titled = String.raw`::Part 1\:\: intro::Who?{=I ~you}`
    expect(read(titled)).to.deep.equal(['Who? | *I | you'])
    expect(faults(titled)).to.deep.equal([])
  })
})
