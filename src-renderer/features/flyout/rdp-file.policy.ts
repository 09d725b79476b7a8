import type { CertificateVersion } from '@mylzip/shared/operations/values.ts'

/** Where Remote Desktop listens unless it was moved; a file need not say so. */
const usualPort = 3389

export interface RdpFile {
  name: string
  text: string
}

/**
 * A file that Remote Desktop Connection (mstsc.exe) opens: a setting a line, `name:type:value`, where `s` is text and `i` a
 * number, as Microsoft lists them (“Supported RDP properties”). Authentication level 2 has it warn when the computer cannot show a
 * certificate that is good for the name, which is what the name is for. Who signs in is asked, and not written down here.
 * Undefined for what is no host name: a line break in it would become a setting of its own.
 */
export function rdpFile(name: string, port: number = usualPort): RdpFile | undefined {
  if (!/^(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})+$/i.test(name) || name.length > 253) return undefined
  const address = port === usualPort ? name : `${name}:${port}`
  const settings = [`full address:s:${address}`, 'authentication level:i:2', 'prompt for credentials:i:1']
  return { name: `${name.split('.')[0]}.rdp`, text: settings.map((setting) => `${setting}\r\n`).join('') }
}

/** Where Remote Desktop was seen with the certificate, if it was. */
export function rdpPort(version: Pick<CertificateVersion, 'consumers'> | null): number | undefined {
  const address = version?.consumers.find(({ target }) => target.split(':')[0] === 'rdp')?.address
  const port = Number(/:(\d{1,5})$/.exec(address ?? '')?.[1])
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}
