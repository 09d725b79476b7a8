/**
 * A process that renews once and dies before its Nth change of the disk: a write is torn in the middle. Ends by itself, with 0,
 * when there are fewer than N changes.
 */
import fs, { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { KeyAndChain } from '../../../src-main/stores/store.port.ts'

const [folder = '', bundlesFile = '', at = ''] = process.argv.slice(2)
let left = Number(at)

function dieWhenDue(halfDone: () => unknown = () => undefined): void {
  if (--left > 0) return
  halfDone()
  process.kill(process.pid, 'SIGKILL')
}

const { mkdir, open, rename, rm, rmdir, symlink } = fs.promises
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
fs.promises.rm = (...args) => {
  dieWhenDue()
  return rm(...args)
}
fs.promises.rmdir = (...args) => {
  dieWhenDue()
  return rmdir(...args)
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

const { createDirectoryStore } = await import('../../../src-main/stores/directory-store.adapter.ts')
const [old, next] = JSON.parse(readFileSync(bundlesFile, 'utf8')) as [
  KeyAndChain & { thumbprint: string },
  KeyAndChain & { thumbprint: string },
]
const store = createDirectoryStore({ folder })
await store.install(next)
await store.makeCurrent(next.name, next.thumbprint)
await store.remove(old.name, old.thumbprint)
