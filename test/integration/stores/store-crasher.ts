/**
 * A process that renews once and dies before its Nth change of the disk: a write is torn in the middle, the removal of
 * a folder stops after its first file. Ends by itself, with 0, when there are fewer than N changes.
 */
import fs, { type PathLike, readFileSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import type { KeyAndChain } from '../../../src-main/stores/store.port.ts'

const [folder = '', bundlesFile = '', at = ''] = process.argv.slice(2)
let left = Number(at)

function dieWhenDue(halfDone: () => unknown = () => undefined): void {
  if (--left > 0) return
  halfDone()
  process.kill(process.pid, 'SIGKILL')
}

const { mkdir, open, rename, rm, symlink } = fs.promises
fs.promises.mkdir = ((...args: Parameters<typeof mkdir>) => {
  dieWhenDue()
  return mkdir(...args)
}) as typeof mkdir
fs.promises.rename = (...args) => {
  dieWhenDue()
  return rename(...args)
}
fs.promises.symlink = (...args) => {
  dieWhenDue()
  return symlink(...args)
}
fs.promises.rm = (path, options) => {
  dieWhenDue(() => options?.recursive && removeFirst(path))
  return rm(path, options)
}
fs.promises.open = async (...args) => {
  dieWhenDue()
  const handle = await open(...args)
  const write = handle.writeFile.bind(handle)
  const sync = handle.sync.bind(handle)
  handle.writeFile = (data, ...rest) => {
    dieWhenDue(() => fs.writeSync(handle.fd, String(data).slice(0, 100)))
    return write(data, ...rest)
  }
  handle.sync = () => {
    dieWhenDue()
    return sync()
  }
  return handle
}
syncBuiltinESMExports()

function removeFirst(path: PathLike): void {
  const [first] = fs.existsSync(path) ? fs.readdirSync(path) : []
  if (first) rmSync(join(String(path), first))
}

const { createDirectoryStore } = await import('../../../src-main/stores/directory-store.adapter.ts')
const [old, next] = JSON.parse(readFileSync(bundlesFile, 'utf8')) as [
  KeyAndChain & { thumbprint: string },
  KeyAndChain & { thumbprint: string },
]
const store = createDirectoryStore({ folder })
await store.install(next)
await store.makeCurrent(next.name, next.thumbprint)
await store.remove(old.name, old.thumbprint)
