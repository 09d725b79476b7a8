/** Whether one version comes before another (Semantic Versioning 2.0.0, 11). Build metadata does not count. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [parsed(version), parsed(than)]
  for (const [index, number] of one.core.entries()) {
    const difference = number - (other.core[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  if (one.preview.length === 0 || other.preview.length === 0) return one.preview.length > other.preview.length
  for (const [index, part] of one.preview.entries()) {
    const against = other.preview[index]
    if (against === undefined) return false
    if (part !== against) return comesBefore(part, against)
  }
  return one.preview.length < other.preview.length
}

function parsed(version: string): { core: number[]; preview: string[] } {
  const [plain = ''] = version.split('+', 1)
  const [core = '', ...preview] = plain.split('-')
  return { core: core.split('.').map(Number), preview: preview.length === 0 ? [] : preview.join('-').split('.') }
}

/** Numbers come before words, and are compared as numbers. */
function comesBefore(part: string, other: string): boolean {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(part), /^\d+$/.test(other)]
  if (isNumber && isOtherNumber) return Number(part) < Number(other)
  return isNumber === isOtherNumber ? part < other : isNumber
}

/** Whether it is written as a version at all (Semantic Versioning 2.0.0, 2 and 9). */
export const isVersion = (text: string) => /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(text)
