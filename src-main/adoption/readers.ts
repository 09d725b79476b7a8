import { certbotReader } from './certbot/certbot-reader.adapter.ts'
import { certifyReader } from './certify/certify-reader.adapter.ts'
import { createLegoReader } from './lego/lego-reader.adapter.ts'
import { poshAcmeReader } from './posh-acme/posh-acme-reader.adapter.ts'
import type { PeerReader } from './reading/candidate.port.ts'
import { wellKnownDirectories } from './reading/directories.policy.ts'
import { createWinAcmeReader } from './win-acme/win-acme-reader.adapter.ts'

/** One reader for each program. `ownDirectories` are known beside those everybody knows. */
export function createReaders(ownDirectories: readonly string[]): PeerReader[] {
  const known = [...new Set([...ownDirectories, ...wellKnownDirectories])]
  return [
    createWinAcmeReader('win-acme', known),
    createWinAcmeReader('simple-acme', known),
    poshAcmeReader,
    certifyReader,
    certbotReader,
    createLegoReader(known),
  ]
}
