import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { routes } from '#renderer/components/routes.ts'
import type { GuidePage, GuideText } from '#renderer/features/help/guide-page.ts'
import { english } from '#renderer/texts/en/english.ts'
import { readGuidePage } from '../../../../../scripts/build/guide-pages.ts'

const folder = fileURLToPath(new URL('../../../../../docs/user-guide/', import.meta.url))
const pages = new Map<string, GuidePage>(
  readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => [file.replace('.md', ''), readGuidePage(readFileSync(`${folder}${file}`, 'utf8'))]),
)

const textsOf = ({ blocks }: GuidePage): GuideText[] =>
  blocks.flatMap((block) => (block.type === 'picture' ? [] : block.type === 'list' ? block.items.flat() : block.text))

/** Every fixed text of the catalogue, and the fixed parts of those that are filled. */
function said(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(said) : []
}
const catalogue = said(english)

describe('the user guide', () => {
  test.each(routes)('has a page about the screen %s, which is listed with the others', (route) => {
    expect(pages.has(route)).toBe(true)
    expect(readFileSync(`${folder}README.md`, 'utf8')).toContain(`](${route}.md)`)
  })

  test.each([...pages])('%s shows its screen as it looks, and says so to those who cannot see it', (_name, { blocks }) => {
    const pictures = blocks.filter((block) => block.type === 'picture')
    expect(pictures.length).toBeGreaterThan(0)
    for (const { source, alt } of pictures) {
      expect(existsSync(`${folder}${source}`), source).toBe(true)
      expect(alt.length).toBeGreaterThan(10)
    }
  })

  test.each([...pages])('what %s prints in bold stands on a screen in just these words', (_name, page) => {
    const strong = textsOf(page).filter(({ type }) => type === 'strong')
    const unknown = strong.filter(({ text }) => !catalogue.some((words) => words.includes(text)))
    expect(unknown.map(({ text }) => text)).toEqual([])
  })

  test.each([...pages])('what %s leads to is there', (_name, page) => {
    const lost = textsOf(page).filter((text) => text.type === 'page' && !pages.has(text.page))
    expect(lost).toEqual([])
  })

  test('a page that the dashboard could not show in full is refused when it is built', () => {
    expect(() => readGuidePage('# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n')).toThrow('cannot show a table')
    expect(() => readGuidePage('# Title\n\n[elsewhere](https://example.org/)\n')).toThrow('its own pages only')
    expect(() => readGuidePage('No title.\n')).toThrow('begins with its title')
  })
})
