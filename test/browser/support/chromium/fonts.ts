/**
 * The font that pages have in tests, the same on every machine: how wide letters are decides what fits a line. Other
 * scripts than Latin, Greek and Cyrillic are written in the fonts of the machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CACHE, PACKAGE } from './test-packages'

const FOLDER = path.join(PACKAGE, 'node_modules', '@expo-google-fonts', 'noto-sans')
const FAMILY = 'Noto Sans'

const preferred = (family: string) => `
  <match target="pattern">
    <test name="family"><string>${family}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>${FAMILY}</string></edit>
  </match>`

/** Writes the settings of fontconfig, which chooses fonts on Linux; returns the variables of a browser that uses them. */
export function testFonts(): Record<string, string> {
  const folder = path.join(CACHE, 'test-fonts')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${FOLDER}</dir>
  <cachedir>${folder}</cachedir>${preferred('system-ui')}${preferred('sans-serif')}
</fontconfig>
`,
  )
  return { FONTCONFIG_FILE: file }
}
