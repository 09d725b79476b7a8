import { FileContent, fileContents, type TargetFile } from '@mylzip/shared/domain/target-files.ts'
import { InvalidArgumentError } from 'commander'

/** Reads CONTENT:NAME[:MODE], once for each file. */
export function targetFile(text: string, before: TargetFile[] = []): TargetFile[] {
  const [what = '', name = '', mode, ...more] = text.split(':')
  const content = FileContent.safeParse(what).data
  if (!content || name === '' || more.length > 0)
    throw new InvalidArgumentError(`It is CONTENT:NAME or CONTENT:NAME:MODE, with one of ${fileContents.join(', ')} as content.`)
  if (mode !== undefined && !/^0[0-7]{3}$/.test(mode)) throw new InvalidArgumentError('A mode is written as chmod takes it: 0640.')
  return [...before, { content, name, ...(mode !== undefined && { mode }) }]
}

/** Reads HOST:PORT, and [ADDRESS]:PORT. */
export function hostAndPort(text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined || !isPort(Number(port))) throw new InvalidArgumentError('It is HOST:PORT.')
  return { host, port: Number(port) }
}

/** Reads USER:GROUP, by number. */
export function fileOwner(text: string): { user: number; group: number } {
  const [, user, group] = /^(\d{1,9}):(\d{1,9})$/.exec(text) ?? []
  if (user === undefined || group === undefined) throw new InvalidArgumentError('It is USER:GROUP, both by number: 0:113.')
  return { user: Number(user), group: Number(group) }
}

export function portNumber(text: string): number {
  if (/^\d+$/.test(text) && isPort(Number(text))) return Number(text)
  throw new InvalidArgumentError('It is a port number from 1 to 65535.')
}

/** Each time it is given. */
export function another(text: string, before: string[] = []): string[] {
  return [...before, text]
}

function isPort(number: number): boolean {
  return number >= 1 && number <= 65_535
}
