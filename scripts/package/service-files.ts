import { cp, mkdir, rm } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'

/** As in src-main/service/windows-service.policy.ts: WinSW reads the settings that lie beside it under its own name. */
const wrapper = 'MyLZipSsl.exe'

/**
 * Puts the service and the command line together in a folder, as they lie in the installed program. Its Node is x64 on arm64
 * too, where Windows emulates it, and so is its database library: npm has no Node 24 for Windows on arm64.
 */
export async function stageServiceFiles(root: string, folder: string, node: string): Promise<void> {
  const from = (...path: string[]) => join(root, ...path)
  const to = (...path: string[]) => join(folder, ...path)
  await rm(folder, { recursive: true, force: true })
  await mkdir(to('app'), { recursive: true })
  await cp(node, to('node.exe'))
  await cp(from('node_modules/node-windows/bin/winsw/winsw.exe'), to(wrapper))
  // Without it WinSW would ask for .NET 2, which Windows 11 does not bring.
  await cp(from('node_modules/node-windows/bin/winsw/winsw.exe.config'), to(`${wrapper}.config`))
  await cp(from('build/service'), folder, { recursive: true })
  await cp(from('package.json'), to('app/package.json'))
  await cp(from('out/main'), to('app/out/main'), { recursive: true, filter: isForService })
  await cp(from('out/powershell'), to('powershell'), { recursive: true, filter: (path) => basename(path) !== '.built-from' })
  const library = from('node_modules/better-sqlite3')
  await cp(library, to('app/node_modules/better-sqlite3'), { recursive: true, filter: (path) => isUsed(relative(library, path)) })
}

/** Electron's own beginnings need Electron. */
function isForService(path: string): boolean {
  const name = basename(path)
  return !['main.js', 'preload.cjs', '.built-from'].includes(name) && !name.endsWith('.map')
}

function isUsed(path: string): boolean {
  const [top = '', name] = path.split(/[\\/]/)
  return ['', 'package.json', 'LICENSE', 'lib'].includes(top) || (top === 'prebuilds' && (name === undefined || name === 'win32-x64.node'))
}
