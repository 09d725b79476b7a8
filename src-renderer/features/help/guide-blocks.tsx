import { Body1, Body1Strong, Image, Link, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { GuideBlock, GuideText } from './guide-page.ts'

const useStyles = makeStyles({
  block: { margin: 0 },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXXL, display: 'grid', rowGap: tokens.spacingVerticalS },
  code: { fontFamily: tokens.fontFamilyMonospace },
})

interface Props {
  blocks: readonly GuideBlock[]
  /** Leads to another page of the guide. */
  open: (page: string) => void
}

/** What a page of the guide says. Nothing here has an identity but its place, and nothing of it ever moves. */
export function GuideBlocks({ blocks, open }: Props) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a page of the guide is fixed
    <Block key={index} block={block} open={open} />
  ))
}

function Block({ block, open }: { block: GuideBlock; open: Props['open'] }) {
  const styles = useStyles()
  switch (block.type) {
    case 'heading':
      return (
        <Subtitle2 as="h3" className={styles.block}>
          <Words text={block.text} open={open} />
        </Subtitle2>
      )
    case 'paragraph':
      return (
        <Body1 as="p" className={styles.block}>
          <Words text={block.text} open={open} />
        </Body1>
      )
    case 'picture':
      return <Image src={block.source} alt={block.alt} fit="contain" bordered shape="rounded" />
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List className={styles.list}>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page of the guide is fixed
            <li key={index}>
              <Body1>
                <Words text={item} open={open} />
              </Body1>
            </li>
          ))}
        </List>
      )
    }
  }
}

function Words({ text, open }: { text: readonly GuideText[]; open: Props['open'] }) {
  return text.map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a page of the guide is fixed
    <Word key={index} word={word} open={open} />
  ))
}

function Word({ word, open }: { word: GuideText; open: Props['open'] }) {
  const styles = useStyles()
  switch (word.type) {
    case 'plain':
      return word.text
    case 'strong':
      return <Body1Strong>{word.text}</Body1Strong>
    case 'code':
      return <code className={styles.code}>{word.text}</code>
    case 'page':
      return (
        <Link inline as="button" onClick={() => open(word.page)}>
          {word.text}
        </Link>
      )
  }
}
