/**
 * How a label looks at a glance: what it is compared by with others. m is read as rn and w as vv (that way round, so that vvv and vw
 * come to one), 0 as o, and hyphens are passed over. 1 is read as l by some and as i by others, so a label with it looks in two ways. Two labels are confusable when
 * they share a look.
 */
export function looksOf(label: string): string[] {
  return readingsOf(label.replaceAll('-', ''))
}

/**
 * The same for devices of one team: a hyphen between two digits parts two numbers there, and a fleet has both floor1-12
 * and floor11-2.
 */
export function deviceLooksOf(label: string): string[] {
  return readingsOf(label.replace(/(?<![0-9])-|-(?![0-9])/g, ''))
}

function readingsOf(text: string): string[] {
  return [...new Set(['l', 'i'].map((one) => lettersOf(text.toLowerCase().replaceAll('1', one))))].sort()
}

function lettersOf(text: string): string {
  return text.replaceAll('0', 'o').replaceAll('m', 'rn').replaceAll('w', 'vv')
}

export function isConfusable(one: string, other: string, looks = looksOf): boolean {
  const others = looks(other)
  return looks(one).some((look) => others.includes(look))
}
