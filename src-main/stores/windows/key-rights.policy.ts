/** A rule about a file as Windows has it: whom it is about (SID), and bits of FileSystemRights. */
export interface AccessRule {
  sid: string
  rights: number
  allows: boolean
}

export const fullControl = 0x1f01ff
export const read = 0x120089
const readData = 0x1

/** SYSTEM and Administrators: Windows itself gives them the keys of a machine. */
const always = ['S-1-5-18', 'S-1-5-32-544']

/** Who may use the key: its owner and the system, and to read it whom a program that uses it runs as (NETWORK SERVICE for RDP). */
export function wantedRights(owner: string, readers: readonly string[]): AccessRule[] {
  const owners = [...new Set([owner, ...always])]
  return [
    ...owners.map((sid) => ({ sid, rights: fullControl, allows: true })),
    ...readers.filter((sid) => !owners.includes(sid)).map((sid) => ({ sid, rights: read, allows: true })),
  ]
}

export interface RightsPlan {
  /** Whether the file has to be told. */
  change: boolean
  /** The worst of what others had. */
  opened: { rights: string; readable: boolean } | undefined
}

/** What is to be done about the rules that were found. A right that is missing is given, one too many is taken and told. */
export function planRights(found: readonly AccessRule[], wanted: readonly AccessRule[]): RightsPlan {
  const granted = found.filter(({ allows }) => allows)
  const others = granted.filter(({ rights, sid }) => (rights & ~rightsOf(wanted, sid)) !== 0)
  const lacking = wanted.some(({ rights, sid }) => (rights & ~rightsOf(granted, sid)) !== 0)
  const denied = found.some(({ allows }) => !allows)
  const worst = others.find(({ rights }) => (rights & readData) !== 0) ?? others[0]
  return {
    change: others.length > 0 || lacking || denied,
    opened: worst && { rights: `${worst.sid} 0x${worst.rights.toString(16)}`, readable: (worst.rights & readData) !== 0 },
  }
}

function rightsOf(rules: readonly AccessRule[], sid: string): number {
  return rules.reduce((all, rule) => (rule.sid === sid ? all | rule.rights : all), 0)
}
