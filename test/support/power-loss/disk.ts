import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type TracedCall, vectorOf } from './read-trace.ts'

interface Inode {
  /** What the program sees. */
  content: Buffer
  /** What is certain to be on the disk; undefined: not even that it exists. */
  durable: Buffer | undefined
  position: number
  link?: string
}

/**
 * What a disk holds when the power goes: contents up to their last fsync, names up to the last fsync of their folder. A
 * file that was synced itself is there by its name too, as ext4 and NTFS have it; renames and removals are not. Folders
 * below `root` only.
 */
export function createDisk(root: string) {
  const seen = new Map<string, Inode>()
  const certain = new Map<string, Inode>()
  let pending: { folder: string; inode?: Inode; apply(): void }[] = []

  const inside = (path: string | undefined): path is string => path?.startsWith(`${root}/`) === true
  const below = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
  const enter = (path: string, inode: Inode) => {
    seen.set(path, inode)
    pending.push({ folder: dirname(path), inode, apply: () => void certain.set(path, inode) })
  }
  const sync = (path: string) => {
    const inode = seen.get(path)
    const isDue = (change: (typeof pending)[number]) => change.folder === path || (inode !== undefined && change.inode === inode)
    if (inode) inode.durable = Buffer.from(inode.content)
    for (const change of pending.filter(isDue)) change.apply()
    pending = pending.filter((change) => !isDue(change))
  }
  const put = (path: string, bytes: Buffer, at: number | undefined) => {
    const inode = seen.get(path)
    if (!inode) return
    const from = at ?? inode.position
    const content = Buffer.alloc(Math.max(inode.content.length, from + bytes.length))
    inode.content.copy(content)
    bytes.copy(content, from)
    inode.content = content
    if (at === undefined) inode.position = from + bytes.length
  }
  const truncate = (path: string, length: number) => {
    const inode = seen.get(path)
    if (inode) inode.content = Buffer.concat([inode.content.subarray(0, length), Buffer.alloc(Math.max(0, length - inode.content.length))])
  }
  const move = (names: Map<string, Inode>, from: string, to: string) => {
    for (const path of [...names.keys()].filter((each) => below(each, to))) names.delete(path)
    for (const [path, inode] of [...names].filter(([each]) => below(each, from))) {
      names.delete(path)
      names.set(to + path.slice(from.length), inode)
    }
  }
  const remove = (names: Map<string, Inode>, path: string) => {
    for (const each of [...names.keys()].filter((name) => below(name, path))) names.delete(each)
  }

  function open(path: string, flags: string): void {
    const known = seen.get(path)
    if (!known && flags.includes('O_CREAT')) enter(path, { content: Buffer.alloc(0), durable: undefined, position: 0 })
    if (known && flags.includes('O_TRUNC')) known.content = Buffer.alloc(0)
    const inode = seen.get(path)
    if (inode) inode.position = flags.includes('O_APPEND') ? inode.content.length : 0
  }

  return {
    apply({ name, args, path, opened }: TracedCall): void {
      const texts = args.flatMap((arg) => (typeof arg === 'string' ? [] : [arg.bytes.toString()]))
      const [from = '', to = ''] = texts
      const last = Number(args.at(-1))
      if (name === 'openat' && inside(opened)) open(opened, args.map(String).join(' '))
      else if ((name === 'write' || name === 'writev') && inside(path)) put(path, bytesIn(args, name), undefined)
      else if ((name === 'pwrite64' || name === 'pwritev') && inside(path)) put(path, bytesIn(args, name), last)
      else if (name === 'ftruncate' && inside(path)) truncate(path, last)
      else if ((name === 'fsync' || name === 'fdatasync') && path !== undefined) sync(path)
      else if (name.startsWith('rename') && inside(to)) {
        move(seen, from, to)
        pending.push({ folder: dirname(to), apply: () => move(certain, from, to) })
      } else if ((name === 'unlink' || name === 'unlinkat' || name === 'rmdir') && inside(from)) {
        remove(seen, from)
        pending.push({ folder: dirname(from), apply: () => remove(certain, from) })
      } else if (name.startsWith('symlink') && inside(to)) {
        enter(to, { content: Buffer.alloc(0), durable: Buffer.alloc(0), position: 0, link: from })
      }
    },
    /** Writes what is certain into another folder, and answers the names. */
    writeTo(folder: string): string[] {
      for (const [path, { durable, link }] of certain) {
        const place = join(folder, relative(root, path))
        mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
        if (link !== undefined) symlinkSync(link, place)
        else writeFileSync(place, durable ?? '', { mode: 0o600 })
      }
      return [...certain.keys()].map((path) => relative(root, path)).sort()
    },
  }
}

function bytesIn(args: TracedCall['args'], name: string): Buffer {
  if (name.endsWith('v')) return vectorOf(args[1])
  const [, bytes] = args
  return typeof bytes === 'object' ? bytes.bytes : Buffer.alloc(0)
}
