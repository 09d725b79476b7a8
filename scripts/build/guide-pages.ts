import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lexer, type Token, type Tokens } from 'marked'
import type { Plugin } from 'vite'
import type { GuideBlock, GuidePage, GuideText } from '../../src-renderer/features/help/guide-page.ts'

/** What stands in the script where a picture's address belongs: only the bundler knows it. */
const placeOfPicture = (index: number) => `__picture_${index}__`

/** Makes `import page from 'x.md'` of a page of the user guide, so that the dashboard can show it under its strict policy. */
export function guidePages(): Plugin {
  return {
    name: 'user-guide',
    transform: {
      filter: { id: /\/docs\/user-guide\/[\w-]+\.md$/ },
      handler(markdown, id) {
        const { title, blocks } = readGuidePage(markdown)
        const isThere = ({ source }: { source: string }) => existsSync(join(dirname(id), source))
        // The command that takes the pictures draws the pages before there is a picture of them; a test says which are missing.
        const shown = blocks.filter((block) => block.type !== 'picture' || isThere(block))
        return { code: scriptOf({ title, blocks: shown }), map: null, moduleType: 'js' }
      },
    },
  }
}

/** A page of the guide. Throws at what the dashboard could not draw, so that no page says more here than there. */
export function readGuidePage(markdown: string): GuidePage {
  const [title, ...tokens] = lexer(markdown).filter(({ type }) => type !== 'space')
  if (title?.type !== 'heading' || title.depth !== 1) throw new Error('a page of the guide begins with its title')
  return { title: title.text, blocks: tokens.map(blockOf) }
}

function blockOf(token: Token): GuideBlock {
  switch (token.type) {
    case 'heading':
      return { type: 'heading', text: textOf(token.tokens) }
    case 'paragraph':
      return pictureOf(token.tokens) ?? { type: 'paragraph', text: textOf(token.tokens) }
    case 'list': {
      const { ordered, items } = token as Tokens.List
      return { type: 'list', ordered, items: items.map(({ tokens }) => textOf(tokens)) }
    }
    default:
      throw new Error(`the guide cannot show a ${token.type}: ${token.raw}`)
  }
}

function pictureOf(tokens: Token[] | undefined): GuideBlock | undefined {
  const [picture, ...others] = tokens ?? []
  return picture?.type === 'image' && others.length === 0 ? { type: 'picture', source: picture.href, alt: picture.text } : undefined
}

function textOf(tokens: Token[] | undefined): GuideText[] {
  return (tokens ?? []).flatMap((token): GuideText[] => {
    switch (token.type) {
      case 'text':
        return token.tokens ? textOf(token.tokens) : [{ type: 'plain', text: token.text.replaceAll('\n', ' ') }]
      case 'strong':
        return [{ type: 'strong', text: token.text }]
      case 'codespan':
        return [{ type: 'code', text: token.text }]
      case 'link': {
        const [, page] = /^([\w-]+)\.md$/.exec(token.href) ?? []
        if (page === undefined) throw new Error(`the guide leads to its own pages only: ${token.href}`)
        return [{ type: 'page', text: token.text, page }]
      }
      default:
        throw new Error(`the guide cannot show a ${token.type}: ${token.raw}`)
    }
  })
}

function scriptOf(page: GuidePage): string {
  const pictures: string[] = []
  const json = JSON.stringify(page, (_key, value: unknown) => {
    const block = value as GuideBlock
    if (typeof value !== 'object' || value === null || block.type !== 'picture') return value
    pictures.push(block.source)
    return { ...block, type: 'picture', source: placeOfPicture(pictures.length - 1) }
  })
  const imports = pictures.map((source, index) => `import picture${index} from ${JSON.stringify(`./${source}`)}\n`)
  const filled = pictures.reduce((script, _, index) => script.replace(`"${placeOfPicture(index)}"`, `picture${index}`), json)
  return `${imports.join('')}export const page = ${filled}\n`
}
