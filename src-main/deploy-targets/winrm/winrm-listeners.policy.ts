import { keysBelow, type RegistryKey } from '../../system/registry/registry.policy.ts'
import { type Found, isPort, type NamedPlace, reachable, thumbprintOfText } from '../windows/named-place.policy.ts'

const listeners = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener'

export const winrmPaths = [`${listeners}\\*`]

export interface WinrmListener extends NamedPlace {
  /** `*`, `IP:10.0.0.5` or `MAC:…`. */
  at: string
  /** The name that WinRM compares with the certificate’s; may be empty. */
  hostName: string
}

/** How WinRM’s own tools select the listener for every address: `winrm get winrm/config/Listener?Address=*+Transport=HTTPS`. */
export const everyAddress = '*+HTTPS'

/** The listeners with TLS. A key is called as its listener is selected, by address and transport. */
export function winrmListeners(keys: readonly RegistryKey[]): Found<WinrmListener> {
  const found: WinrmListener[] = []
  const unreadable: string[] = []
  for (const key of keysBelow(keys, listeners)) {
    const at = /^(.+)\+HTTPS$/i.exec(key.name)?.[1]
    const named = key.text('certThumbprint') ?? ''
    if (at === undefined || named === '') continue
    const thumbprint = thumbprintOfText(named)
    const port = key.number('Port') ?? 5986
    if (!thumbprint) unreadable.push(`${key.path}: certThumbprint is “${named.slice(0, 80)}”`)
    else if (!isPort(port)) unreadable.push(`${key.path}: Port is ${port}`)
    else found.push({ place: key.name, thumbprint, at, hostName: key.text('hostname') ?? '', address: addressOf(at, port) })
  }
  return { found, unreadable }
}

/** A network card is not an address: nobody can say from here which one it has. */
function addressOf(at: string, port: number) {
  if (at === '*') return { host: '127.0.0.1', port }
  const address = /^IP:(.+)$/i.exec(at)?.[1]
  return address === undefined ? undefined : { host: reachable(address), port }
}
