import type { FileContent, TargetFile } from '@mylzip/shared/domain/target-files.ts'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import { nameFault, pathFault } from '../places/paths.policy.ts'

export type FilesSettings = SettingsOf<'files'>

/** What is kept of a file that was there before, beside the one that took its place. */
export const keptEnding = '.before-mylzip'
/** With a number: kept in the time of an earlier target, which gave nothing back. */
const keptName = /\.before-mylzip(\.\d+)?$/i

const withKey: readonly FileContent[] = ['key', 'combined', 'pfx']
const withLeaf: readonly FileContent[] = ['fullchain', 'certificate', 'combined', 'pfx']

export function holdsKey({ content }: Pick<TargetFile, 'content'>): boolean {
  return withKey.includes(content)
}

/** The file by which is told what lies there. */
export function leafFile({ files }: Pick<FilesSettings, 'files'>): TargetFile | undefined {
  return files.find(({ content }) => withLeaf.includes(content))
}

export function modeOf(file: Pick<TargetFile, 'content' | 'mode'>): number {
  return file.mode === undefined ? (holdsKey(file) ? 0o600 : 0o644) : Number.parseInt(file.mode, 8)
}

/** Why files cannot be written like this, for a refusal's `reason`; undefined when they can. */
export function filesFault(settings: FilesSettings, platform: NodeJS.Platform): string | undefined {
  const { files, folder, owner, readers } = settings
  const fault = pathFault(folder, platform)
  if (fault) return `the folder ${folder} cannot be used, because ${fault}`
  const seen = new Set<string>()
  for (const { name } of files) {
    const wrong = nameFault(name) ?? (keptName.test(name) ? 'that ending is for what was there before' : undefined)
    if (wrong) return `${name} cannot be the name of a file: ${wrong}`
    if (seen.has(name.toLowerCase())) return `${name} is named twice`
    seen.add(name.toLowerCase())
  }
  if (!leafFile(settings)) return 'none of the files holds the certificate, so nobody could tell which one lies there'
  const open = files.find((file) => holdsKey(file) && (modeOf(file) & 0o007) !== 0)
  if (open) return `everybody could read the private key in ${open.name}`
  const blind = files.find((file) => (modeOf(file) & 0o400) === 0)
  if (blind) return `nobody could read ${blind.name} back`
  const isWindows = platform === 'win32'
  if (isWindows && (owner || files.some(({ mode }) => mode !== undefined)))
    return 'Windows has rights by SID (“readers”), no owners and modes by number'
  if (!isWindows && readers) return 'SIDs are known to Windows alone; give an owner and modes'
  return undefined
}
