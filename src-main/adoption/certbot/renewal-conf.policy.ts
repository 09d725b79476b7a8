/** A value of a renewal file: one text, or the parts of a list. */
export type ConfValue = string[]

/** Values by their name, with the sections they stand in before it: `renewalparams/server`. */
export type RenewalConf = ReadonlyMap<string, ConfValue>

/**
 * Reads what certbot writes to `renewal/NAME.conf`: the INI dialect of Python's configobj, with sections in sections and
 * lists by commas. Lines that are nothing of the kind are left out; certbot would refuse the file, here each value counts
 * for itself.
 */
export function readRenewalConf(text: string): RenewalConf {
  const values = new Map<string, ConfValue>()
  let section: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*(\[{1,8})([^[\]]+)(\]{1,8})\s*(?:#.*)?$/.exec(line)
    if (heading) {
      const [, open = '', name = ''] = heading
      section = [...section.slice(0, open.length - 1), unquoted(name)]
      continue
    }
    const [, key, rest] = /^\s*([^\s#=][^=]*?)\s*=\s*(.*)$/.exec(line) ?? []
    if (key !== undefined && rest !== undefined) values.set([...section, unquoted(key)].join('/'), partsOf(rest))
  }
  return values
}

export function textOf(conf: RenewalConf, key: string): string | undefined {
  const text = conf.get(key)?.join(',')
  return text === undefined || text === '' || text === 'None' ? undefined : text
}

/** The entries of a section of its own, as `webroot_map` has them. */
export function sectionOf(conf: RenewalConf, section: string): [string, string][] {
  return [...conf].filter(([key]) => key.startsWith(`${section}/`)).map(([key, value]) => [key.slice(section.length + 1), value.join(',')])
}

/** The parts between commas that stand in no quotes, up to a comment. */
function partsOf(text: string): ConfValue {
  const parts: string[] = []
  let part = ''
  let quote = ''
  for (const char of text) {
    if (quote === '' && char === '#') break
    if (quote === '' && char === ',') {
      parts.push(part)
      part = ''
      continue
    }
    if (char === quote) quote = ''
    else if (quote === '' && part.trim() === '' && (char === '"' || char === "'")) quote = char
    part += char
  }
  return [...parts, part].map(unquoted).filter((value, index, all) => value !== '' || all.length === 1 || index < all.length - 1)
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  return /^(["']).*\1$/.test(trimmed) && trimmed.length > 1 ? trimmed.slice(1, -1) : trimmed
}
