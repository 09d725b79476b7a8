/** A file or folder as Windows says it: bits of FileSystemRights by SID. */
export interface WindowsEntry {
  path: string
  owner: string
  rules: { sid: string; rights: number; allows: boolean; inheritOnly: boolean }[]
}

/** The program itself, the folder it lies in (a library laid beside it would be loaded), or one further up. */
export type Nearness = 'file' | 'folder' | 'above'

const generic = 0x10000000 | 0x40000000
/** Delete, change the permissions, take ownership. */
const takeOver = 0x10000 | 0x40000 | 0x80000
const harmful: Readonly<Record<Nearness, number>> = {
  file: generic | takeOver | 0x2 | 0x4,
  folder: generic | takeOver | 0x2 | 0x4 | 0x40,
  above: generic | takeOver | 0x40,
}

/** SYSTEM, Administrators, TrustedInstaller. */
const windowsOwn = ['S-1-5-18', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464']

/**
 * Whom else than the system and administrators could change what lies there, in words; undefined where nobody can. `trusted`: further ones,
 * such as the user whom the agent runs as where it is no service.
 */
export function windowsWriters({ owner, rules }: WindowsEntry, nearness: Nearness, trusted: readonly string[]): string | undefined {
  const isTrusted = (sid: string) => windowsOwn.includes(sid) || trusted.includes(sid)
  if (!isTrusted(owner)) return `it belongs to another user (${owner})`
  // JavaScript's bits have a sign: what is not zero is what counts.
  const writer = rules.find((rule) => rule.allows && !rule.inheritOnly && !isTrusted(rule.sid) && (rule.rights & harmful[nearness]) !== 0)
  return writer && `another user may change it (${writer.sid})`
}

/** Everybody, who is not known, guests, users, who has signed in, and the same of a domain. */
const everybody = ['S-1-1-0', 'S-1-5-7', 'S-1-5-32-546', 'S-1-5-32-545', 'S-1-5-11', 'S-1-5-4', 'S-1-5-2']
const everybodyOfDomain = /^S-1-5-21-\d+-\d+-\d+-(513|514)$/
/** Read what lies there, by name of the right or as part of all. */
const readable = 0x80000000 | 0x1

/** Whether everybody could read or change what lies in a folder, in words; what is for new files alone counts, as one is made there. */
export function openTo({ rules }: WindowsEntry): string | undefined {
  const rule = rules.find(
    ({ allows, rights, sid }) =>
      allows && (everybody.includes(sid) || everybodyOfDomain.test(sid)) && (rights & (readable | harmful.folder)) !== 0,
  )
  if (!rule) return undefined
  const may = (rule.rights & harmful.folder) !== 0 ? 'change' : 'read'
  return `more than administrators and IIS may ${may} what lies there (${rule.sid})`
}
