import type { RunReason } from './run-steps.ts'
import { piecesOf } from './template.policy.ts'

/**
 * Everything the audit log can say, with its sentence in one place. `{name}` is filled from the entry's detail, in
 * words where it is a code, and `{subject}` from what it is about. An action never changes its meaning: logs are kept
 * for years.
 */
export const auditSentences = {
  // this program
  'agent-started': 'MyL.Zip SSL {version} started.',
  'agent-stopped': 'MyL.Zip SSL was stopped.',
  'database-set-aside': 'The database was damaged. It was kept as {kept}, and a new one was begun.',
  'database-begun-anew': 'The database was gone, although this program had been at work here, and a new one was begun.',
  'dashboard-opened': 'The dashboard was opened in a browser.',
  'backup-made': 'A backup of everything was written to {file}. Keys that are not in it: {missing}.',
  restored: 'Everything was restored from a backup of {backupAt}, whose log ended at entry {head}.',
  'renewals-paused': 'Renewals that do not press wait until {until}.',
  'renewals-resumed': 'Renewals go by themselves again: the pause was ended before its time.',
  'audit-verified': 'This log was checked: {result}.',

  // this device
  'device-enrolled': 'This device joined {team} as {subject}.',
  'device-renamed':
    'This device is {subject} now, and not {former} any more: the certificate for {former} stays where it is, and is not renewed.',
  'device-transferred': 'The team gave this device to {team}: it is {subject} now, and not {former} any more.',
  'device-key-changed': 'This device has another key by which the cloud knows it.',
  'device-kept': 'A person said that this machine is {subject}: the device has moved here.',
  'identity-given-up':
    'This machine is a copy of the one that is {subject}. It has a key of its own from now on; certificates that both have are renewed by the other one.',
  'cloud-moved': 'The cloud moved to {cloud}. This device stays {subject}.',
  'lan-consent-given': 'Allowed: {subject} leads to this device on the local network.',
  'lan-consent-withdrawn': 'No longer allowed: {subject} leads to this device on the local network.',
  'lan-addresses-published': 'The name {subject} now leads to {addresses}.',
  'lan-addresses-removed': 'The name {subject} no longer leads to an address.',
  'device-page-opened-to-lan': 'Other machines on the network may see the device page.',
  'device-page-closed-to-lan': 'Only this machine may see the device page.',
  'proxy-chosen': 'Connections go through the proxy {proxy} from now on; past it go: {past}.',
  'proxy-given-up': 'Connections go without a proxy from now on.',
  'proxy-left-to-system': 'Connections go through the proxy that the system names from now on, where it names one.',

  // what the team asked for, by way of the cloud
  'command-received': 'The team asked this device by the cloud to {command}.',

  // certificates that a person asked for
  'usual-choices-set': 'New certificates get these where nothing else is said: {choices}.',
  'certificate-wanted': 'A certificate for {names} is to be managed here.',
  'certificate-imported': 'The certificate for {subject} was brought in from a file, with its private key.',
  'certificate-exported': 'The certificate of {subject} was given out as {format}, {key}.',
  'certificate-revoked': 'The certificate of {subject} was revoked at its authority: {revocation}.',
  'device-name-added': 'This device, {subject}, is called {names} as well.',
  'policy-obeyed': 'The certificate of {subject} follows version {version} of the organisation’s policy.',
  'certificate-configured': 'Other choices hold for the certificate of {subject}: {choices}.',
  'certificate-forgotten': 'The certificate of {subject} is not managed any more, and its sealed keys were destroyed.',

  'certificate-adopted': 'The certificate for {subject} was taken over from {source}, without a new order.',
  'account-adopted': 'The account at {directory} was taken over from {source}.',

  // how names are proven
  'dns-server-added': 'Names may be proven in the DNS server {subject}; its key was sealed here.',
  'dns-server-removed': 'The DNS server {subject} is used no more, and its key was destroyed.',

  // programs of this machine that ask by a token
  'token-made': 'A token was made for “{subject}”, by which a program of this machine {tokenLevel} until {until}.',
  'token-revoked': 'The token of “{subject}” was revoked, and lets nobody in any more.',
  'token-used': 'The program with the token of “{subject}” asked for a change: {operation}.',
  'local-api-moved': 'Programs of this machine that have a token ask at {subject}.',

  // certificate authorities, and the accounts there
  'authorities-ordered': 'New certificates are ordered at the first of these that can issue: {order}.',
  'authority-trusted': 'The authority at {subject} is trusted by a root of its own: {roots}.',
  'authority-distrusted': 'The authority at {subject} is not trusted by a root of its own any more.',
  'account-bound': 'The account at {subject} belongs to the one made there beforehand as {keyId}.',
  'account-opened': 'This device has an account at {subject}.',
  'account-contact-changed': 'The contact of the account at {subject} is {contact}.',
  'account-key-changed': 'The account at {subject} has another key.',
  'account-chosen': 'Certificates are ordered at {subject} with {whose}.',
  'account-deactivated': 'The account at {subject} was deactivated, for good.',

  // certificates, in the order of a run
  'run-started': 'Work on the certificate began: {reason}.',
  'key-made': 'A private key was made on this device, and sealed here.',
  'authority-changed': '{from} could not issue, so {to} is asked instead. {sentence}',
  'order-placed': 'The certificate was ordered.',
  'order-placed-anew':
    'The certificate was ordered. The certificate authority says that a newer one was made already, which is not here: maybe on another machine that this one was restored from.',
  'certificate-issued': 'The certificate was issued by {issuer}.',
  'certificate-installed': 'The certificate was put into {store}.',
  'certificate-put-back': 'Files of the certificate of {subject} were missing from {store}, or damaged. They were put back.',
  'certificate-not-in-place':
    'The certificate of {subject} does not lie in {store} as it should, and could not be put back; it is tried again each minute. {sentence}',
  'certificate-bound': 'Told to use the certificate: {programs}.',
  'certificate-verified': 'The certificate of {name} was seen being served.',
  'target-added': '{program} is to present the certificate of {subject}.',
  'target-removed': '{program} is not given the certificate of {subject} any more.',
  'target-rolled-back': '{program} presents an earlier certificate of {subject} again ({thumbprint}).',
  'target-given-back': '{program} was given back what it had before it was told to use the certificate of {subject}.',
  'target-not-given-back': '{program} could not be given back what it had before. {sentence}',
  'run-succeeded': 'The work on the certificate is done.',
  'run-failed': 'The work on the certificate did not finish: {sentence}',
  'key-made-in-tpm': 'A new private key ({keyType}) was made in the TPM of this machine, which gives it to nobody.',
  'key-reused': 'The private key of the certificate before is used again.',
  'key-lost': 'The only copy of the private key of {subject} is gone from {store}. {replacement}',
  'key-made-private':
    'Other users of this machine had rights on {path} ({rights}), where the private key of {subject} lies. They were taken from them. {reach}',
  'key-destroyed': 'The sealed copy of the private key of {subject} was destroyed. Only the installed one is left.',
  'key-copy-kept': '{sentence}',
  'old-keys-destroyed': 'The sealed private keys of versions of {subject} that were replaced are destroyed: {versions}.',
  'old-versions-removed': 'Versions of the certificate of {subject} that ended long ago are not kept any more: {versions}.',
  'chain-kept': 'The certificate of {subject} can be fetched. Its private key lies where its request was made.',
  'kept-for-programs':
    'A certificate of {subject} that nothing here needs any more ({thumbprint}) stays in the certificate store: it is used by {programs}. It goes when no program uses it.',
  'certificate-removed': 'A certificate that nothing uses any more was removed from {store}.',
  'files-left-in-store': 'Files that somebody had laid beside the certificate of {subject} were left in {store}: {files}.',
} as const

export type AuditAction = keyof typeof auditSentences
export const auditActions = Object.keys(auditSentences) as [AuditAction, ...AuditAction[]]

const reasons = {
  first: 'this device had none',
  asked: 'somebody asked for it',
  'ari-window': 'the certificate authority suggested this time',
  age: 'it was old enough to be renewed',
  emergency: 'it was about to end',
  resumed: 'it had been cut off',
  retry: 'the last try did not finish',
  revoked: 'the certificate in use was revoked',
  'key-lost': 'the private key of the certificate in use was lost',
} satisfies Record<RunReason, string>

interface CodeWords {
  words: Readonly<Record<string, string>>
  missing: string
}

/** Codes of a detail, in words. `missing` stands where an older entry, or a newer code, says nothing of it. */
export const auditWords = {
  reason: { words: reasons, missing: 'it was time' },
  key: {
    words: { open: 'with its private key, unprotected', locked: 'with its private key, under a password', none: 'without its private key' },
    missing: 'with its private key',
  },
  revocation: {
    words: {
      unspecified: 'no reason was given',
      keyCompromise: 'its private key was exposed',
      affiliationChanged: 'whom it names has changed',
      superseded: 'another one takes its place',
      cessationOfOperation: 'its name is not used any more',
      privilegeWithdrawn: 'the right to it was taken back',
    },
    missing: 'no reason is known',
  },
  command: {
    words: {
      provision: 'get a certificate',
      renew: 'renew a certificate',
      revoke: 'have a certificate revoked',
    },
    missing: 'do something that this version does not know',
  },
  replacement: {
    words: {
      ordered: 'A certificate with a new key is ordered in its place.',
      asked: 'Nothing renews it by itself: “mylzip renew” orders one with a new key.',
    },
    missing: 'It needs one with a new key.',
  },
  reach: {
    words: {
      closed: 'The folders around it had kept them out.',
      open: 'They could read it: where one of them is not to be trusted, revoke the certificate because its key was exposed (“mylzip revoke” with keyCompromise), and another is ordered with a new key.',
    },
    missing: 'Whether they could read it is not known.',
  },
  tokenLevel: {
    words: { read: 'may look', operate: 'may look and operate' },
    missing: 'may do what it was made for',
  },
  store: {
    words: { directory: 'the program’s certificate folder', windows: 'the certificate store of Windows' },
    missing: 'the certificate store',
  },
} as const satisfies Record<string, CodeWords>

/** What a language has to say of the same codes. */
export type AuditWords = {
  readonly [Name in keyof typeof auditWords]: {
    readonly words: Readonly<Record<keyof (typeof auditWords)[Name]['words'], string>>
    readonly missing: string
  }
}

/** Facts of an entry. Never a secret: the log is shown, exported and kept. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>

/** What a person reads. An action this version does not know (written by a newer one) is shown by its own name. */
export function auditSentence(action: string, subject: string, detail: AuditDetail): string {
  const template = Object.hasOwn(auditSentences, action) ? auditSentences[action as AuditAction] : action
  return piecesOf(template)
    .map((piece) => (typeof piece === 'string' ? piece : auditFact(piece.name, subject, detail, auditWords)))
    .join('')
}

/** What of an action's sentence is always the same. */
export function auditTemplateText(action: AuditAction): string {
  return auditSentences[action].replace(/\{\w+\}/g, '\n')
}

/** Codes of a detail whose words hold this one: the fact's name, and the code as it is stored. */
export function codesSaid(holds: (words: string) => boolean): { name: string; code: string }[] {
  return Object.entries(auditWords).flatMap(([name, { words }]) =>
    Object.entries(words).flatMap(([code, said]) => (holds(said) ? [{ name, code }] : [])),
  )
}

/** Facts that are codes, which are never shown as they are stored. */
export const codedFacts: readonly string[] = Object.keys(auditWords)

/** One fact of an entry as its sentence says it: codes in words. */
export function auditFact(name: string, subject: string, detail: AuditDetail, words: AuditWords): string {
  if (name === 'subject') return subject
  const text = String(detail[name] ?? '')
  if (!Object.hasOwn(words, name)) return text
  const coded: CodeWords = words[name as keyof AuditWords]
  return (Object.hasOwn(coded.words, text) ? coded.words[text] : undefined) ?? coded.missing
}
