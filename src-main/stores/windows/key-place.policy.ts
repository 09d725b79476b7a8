import { posix, win32 } from 'node:path'

/** Where the system says a private key is. */
export interface KeyPlace {
  /** Key Storage Provider, the older Cryptographic Service Provider, or a file of .NET's where there are neither. */
  kind: 'cng' | 'capi' | 'file'
  provider: string
  /** The name of its file, for providers that keep files. */
  container: string
  /** Whether it is the machine's and not the user's. */
  machine: boolean
}

export interface KeyFolders {
  /** ProgramData, the user’s roaming AppData, and their own folder. */
  all: string
  own: string
  home: string
}

/** The file a key lies in (Microsoft Learn, “Key Storage and Retrieval”); undefined for one in a TPM or on a card. */
export function keyFileOf({ container, kind, machine, provider }: KeyPlace, thumbprint: string, sid: string, folders: KeyFolders) {
  if (kind === 'file') return posix.join(folders.home, '.dotnet/corefx/cryptography/x509stores/my', `${thumbprint}.pfx`)
  if (container === '' || /Platform|Smart Card/i.test(provider)) return undefined
  const crypto = win32.join(machine ? folders.all : folders.own, 'Microsoft', 'Crypto')
  if (kind === 'cng') return win32.join(crypto, 'Keys', container)
  return win32.join(crypto, 'RSA', machine ? 'MachineKeys' : sid, container)
}

/** NTE_BAD_KEYSET, NTE_NO_KEY, ERROR_FILE_NOT_FOUND, NTE_NOT_FOUND: what is named is there no more. Anything else may pass. */
const gone = new Set([0x80090016 | 0, 0x8009000d | 0, 0x80070002 | 0, 0x80090011 | 0])

export function isKeyGone(hresult: number): boolean {
  return gone.has(hresult)
}
