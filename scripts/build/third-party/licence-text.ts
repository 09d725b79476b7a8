import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const isLicence = /^(licen[cs]e|copying|notice)/i

/** The licence of a package in full, with its notices: as it lies there or, where only its name does, as that licence is written. */
export function licenceText(folder: string, licence: string): string {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && isLicence.test(entry.name))
  const texts = files
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
  if (texts.length > 0) return texts.join('\n\n')
  if (licence !== 'MIT') throw new Error(`${folder} brings no text of its licence (${licence})`)
  return mit(authorOf(folder))
}

function authorOf(folder: string): string {
  const { author, maintainers } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
  const [first] = [author, ...(Array.isArray(maintainers) ? maintainers : [])].filter((person) => person !== undefined)
  const name = typeof first === 'object' && first !== null && 'name' in first ? String(first.name) : String(first ?? '')
  return name.replace(/\s*[<(].*$/, '') || 'its authors'
}

const mit = (holder: string) => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
