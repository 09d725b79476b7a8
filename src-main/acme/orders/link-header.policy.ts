/**
 * The addresses of a Link header (RFC 8288 §3) that have this relation, resolved against the address it came from.
 * What cannot be read is left out: a chain must not fail for what stands beside it.
 */
export function linksOf(header: string | undefined, relation: string, base: string): string[] {
  return partsOf(header ?? '').flatMap((part) => {
    const [, target = '', parameters = ''] = /^\s*<([^<>]*)>\s*(.*)$/s.exec(part) ?? []
    const url = URL.parse(target, base)
    return target !== '' && url && /^https?:$/.test(url.protocol) && relationsOf(parameters).includes(relation) ? [url.href] : []
  })
}

/** The first `rel` counts (§3.3); its value is a list, in quotes or a single word. */
function relationsOf(parameters: string): string[] {
  const all = [...parameters.matchAll(/;\s*([\w*-]+)\s*(?:=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;,"]*)))?/g)]
  const [, , quoted, word] = all.find(([, name = '']) => name.toLowerCase() === 'rel') ?? []
  return (quoted ?? word ?? '').toLowerCase().split(/\s+/)
}

/** Split at the commas between links: those within <…> and "…" belong to what they are in. */
function partsOf(header: string): string[] {
  return header.match(/(?:<[^>]*>|"(?:\\.|[^"\\])*"|[^,<"]|[<"])+/g) ?? []
}
