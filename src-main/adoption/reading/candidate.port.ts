import type { AdoptionSource } from '@mylzip/shared/domain/adoption-sources.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { ForeignFolder } from './foreign-folder.adapter.ts'

/** Certificates and key of a candidate, in memory only. */
export interface Material {
  certificatePem: string
  /** From the leaf's issuer on, as far as it is kept. */
  chainPem: string[]
  /** PKCS#8 PEM and its kind, or why the key cannot be had. */
  key: { privateKeyPem: string; keyType: KeyType } | { trouble: Refusal }
}

/** The account another program has at the authority. */
export interface CandidateAccount {
  /** Undefined when it was never written down; registering with the same key finds it. */
  url: string | undefined
  contact: string[]
  /** PKCS#8 PEM. Refuses with ADOPTION_*. */
  openKey(): Promise<string>
}

/** Where its parts lie, for people: nothing is read through these. */
export interface CandidateFiles {
  certificate: string | null
  chain: string | null
  key: string | null
}

/** One certificate that another program keeps. */
export interface Candidate {
  /** Stable within its folder. */
  id: string
  /** What its own program calls it. */
  label: string
  /** The names its program's records give; the certificate's own count once it is open. */
  recordedNames: string[]
  files: CandidateFiles
  /** The ACME directory it came from, when that is recorded or follows from what is. */
  directory: string | undefined
  /** How the name is proven, in our words, when we can do it the same way. */
  proof: ProofMethod | undefined
  /** For a proof by RFC 2136: the TSIG secret its program keeps, base64; never shown. */
  dnsSecret: string | undefined
  /** The same as its own program has it, in words a person understands. */
  way: string | undefined
  account: CandidateAccount | undefined
  /** Who uses the certificate, as its program says it. */
  deployHints: string[]
  /** What could not be read although the certificate can. */
  problems: Refusal[]
  /** Reads certificates and key. `password` is what a person gave. Refuses with ADOPTION_* when not even the certificate can be read. */
  open(password?: string): Promise<Material>
}

export interface PeerFindings {
  candidates: Candidate[]
  /** What belongs to no candidate. */
  problems: Refusal[]
}

/** Reads what one program keeps. Never writes, and refuses nothing: what cannot be read is listed. */
export interface PeerReader {
  readonly source: AdoptionSource
  /** Whether this is a folder of that program. */
  recognises(folder: ForeignFolder): Promise<boolean>
  read(folder: ForeignFolder): Promise<PeerFindings>
}
