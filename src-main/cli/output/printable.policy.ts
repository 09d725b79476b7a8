// Controls but tab and line feed, and what reverses the direction of reading.
const unprintable = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
const esc = String.fromCodePoint(0x1b)
const colour = new RegExp(`(${esc}\\[(?:0|1|2|31|32|33|36)m)`)

/**
 * What may reach a terminal: words come from arguments, files and other machines, and must not move the cursor, set the
 * title or hide anything. `painted`: the colours of paint.policy.ts stay, which only repeat what the words say.
 */
export function printable(text: string, painted = false): string {
  if (!painted) return text.replace(unprintable, '')
  // Split at a group, every second part is what it has caught.
  return text
    .split(colour)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(unprintable, '')))
    .join('')
}
