import type { CommandShape, OptionShape, Place } from './shape.ts'

export interface Candidate {
  word: string
  description: string
}

/** What could stand where the cursor is: words of the command tree, and perhaps a certificate or a file. */
export interface Candidates {
  words: Candidate[]
  also: 'certificates' | 'files' | undefined
}

/** `words` are those after `mylzip`, the last being the one under the cursor, which may be empty. */
export function candidatesFor(root: CommandShape, words: readonly string[]): Candidates {
  const current = words.at(-1) ?? ''
  const { command, filled, helped, pending } = walk(root, words.slice(0, -1))
  if (pending?.value) return fromPlace(pending.value, current)
  const [, flag, part] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? []
  const assigned = optionIn(command, flag ?? '')?.value
  if (assigned && part !== undefined) {
    const { words: found } = fromPlace(assigned, part)
    return { words: found.map(({ word, description }) => ({ word: `${flag}=${word}`, description })), also: undefined }
  }
  if (current.startsWith('-')) return { words: optionWords(command, current), also: undefined }
  const last = command.places.at(-1)
  const place = command.places[filled] ?? (last?.repeats ? last : undefined)
  if (place && !helped) return fromPlace(place, current)
  const named = command.commands.map(({ name, description }) => ({ word: name, description }))
  return { words: startingWith(named, current), also: undefined }
}

/**
 * How far the words lead: to which command, past how many of its arguments, and behind which option's flag. What follows `help` are
 * the commands beside it.
 */
function walk(root: CommandShape, words: readonly string[]) {
  let command = root
  let filled = 0
  let helped = false
  let pending: OptionShape | undefined
  for (const word of words) {
    if (pending) {
      pending = undefined
      continue
    }
    if (word.startsWith('-')) {
      const option = optionIn(command, word)
      pending = option?.value ? option : undefined
      continue
    }
    if (word === 'help' && command.commands.length > 0) {
      helped = true
      continue
    }
    const next = command.commands.find(({ name }) => name === word)
    if (next) {
      command = next
      filled = 0
    } else filled += 1
  }
  return { command, filled, helped, pending }
}

function optionIn(command: CommandShape, flag: string): OptionShape | undefined {
  return command.options.find(({ flags }) => flags.includes(flag))
}

function optionWords(command: CommandShape, current: string): Candidate[] {
  const flags = command.options.flatMap(({ flags: [long = ''], description }) => [{ word: long, description }])
  return startingWith(flags, current)
}

function fromPlace({ kind, choices }: Place, current: string): Candidates {
  const words = startingWith(
    choices.map((word) => ({ word, description: '' })),
    current,
  )
  return { words, also: kind === 'certificate' ? 'certificates' : kind === 'file' ? 'files' : undefined }
}

function startingWith(candidates: Candidate[], current: string): Candidate[] {
  return candidates.filter(({ word }) => word.startsWith(current))
}
