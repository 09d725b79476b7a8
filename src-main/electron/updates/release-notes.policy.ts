/** As electron-updater hands them on: a text, several with their versions, or none. */
type Notes = string | readonly { version: string; note: string | null }[] | null | undefined

const longest = 4_000
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" }

/** Release notes as plain text for a box that shows text alone: whatever is HTML in them is taken away, and nothing runs on. */
export function plainNotes(notes: Notes): string {
  const text = typeof notes === 'string' ? notes : (notes ?? []).map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n')
  // Signs that turn the direction of writing round go too: what follows would read as something else.
  const plain = withoutTags(text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Cf}/gu, ''))
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain.length > longest ? `${plain.slice(0, longest).trimEnd()} …` : plain
}

function withoutTags(html: string): string {
  const lines = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/h\d|\/li|\/ul|\/ol)\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '- ')
  return withoutAnyTag(lines).replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
}

/** Until none is left: what lay around one may have been another. */
function withoutAnyTag(html: string): string {
  const less = html.replace(/<\/?[a-z!][^>]*>/gi, '')
  return less === html ? less : withoutAnyTag(less)
}
