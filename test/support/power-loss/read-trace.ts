/** A call that ended well. Times in seconds since the epoch. */
export interface TracedCall {
  name: string
  /** As they stand in the call: numbers, flags, and `{ text }` for strings, whose bytes are kept. */
  args: (string | { bytes: Buffer })[]
  /** The path of the first argument, where it is a file descriptor. */
  path: string | undefined
  began: number
  ended: number
  result: number
  /** The path of the file descriptor that was answered. */
  opened: string | undefined
}

const line = /^(?<began>\d+\.\d+) (?<name>\w+)\((?<args>.*)\)\s+= (?<result>-?\d+)(?:<(?<opened>[^>]*)>)?.*<(?<took>\d+\.\d+)>$/

/** What strace -ff -y -xx -ttt -T wrote, all threads in the order in which their calls ended. Failed calls changed nothing. */
export function readTraces(texts: readonly string[]): TracedCall[] {
  return texts
    .flatMap((text) => text.split('\n').flatMap((each) => readCall(each) ?? []))
    .filter(({ result }) => result >= 0)
    .sort((a, b) => a.ended - b.ended)
}

function readCall(text: string): TracedCall | undefined {
  const { began, name, args, result, opened, took } = line.exec(text)?.groups ?? {}
  if (!began || !name || args === undefined) return undefined
  const [first = ''] = splitArgs(args)
  const path = /^\d+<(.*)>$/.exec(first)?.[1]
  return {
    name,
    args: splitArgs(args).map((arg) => (arg.startsWith('"') ? { bytes: bytesOf(arg) } : arg)),
    path: path === undefined ? undefined : decoded(path),
    began: Number(began),
    ended: Number(began) + Number(took),
    result: Number(result),
    opened: opened === undefined ? undefined : decoded(opened),
  }
}

/** Commas inside strings, lists and paths do not separate. With -xx a string holds nothing but \x.. and its quotes. */
function splitArgs(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = text.indexOf('"', at + 1)
    else if (char === '[' || char === '{' || char === '<') depth++
    else if (char === ']' || char === '}' || char === '>') depth--
    else if (char === ',' && depth === 0) {
      found.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return [...found, text.slice(from).trim()].filter((each) => each !== '')
}

function bytesOf(quoted: string): Buffer {
  return Buffer.from(quoted.slice(1, quoted.lastIndexOf('"')).replaceAll('\\x', ''), 'hex')
}

/** Paths of descriptors are written in the same way, where strace does so. */
function decoded(path: string): string {
  return path.startsWith('\\x') ? Buffer.from(path.replaceAll('\\x', ''), 'hex').toString() : path
}

/** The strings inside a writev's list of buffers, in order. */
export function vectorOf(arg: string | { bytes: Buffer } | undefined): Buffer {
  const text = typeof arg === 'string' ? arg : ''
  return Buffer.concat(
    [...text.matchAll(/iov_base="((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => Buffer.from(hex.replaceAll('\\x', ''), 'hex')),
  )
}
