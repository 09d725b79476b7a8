import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import type { KeyHistory } from '@mylzip/shared/operations/history.ts'
import { plural } from './plural.ts'

export const certificates = {
  certificates: {
    heading: 'Certificates',
    column: { state: 'State', names: 'Names', issuer: 'Issuer', validUntil: 'Valid until', usedBy: 'Used by' },
    notIssued: 'Not issued yet',
    emptyTitle: 'No certificates yet',
    empty: 'Every certificate of this device appears here, with its state and the programs that use it.',
    order: 'Order a certificate',
    close: 'Close',
    gone: 'This certificate is not managed here any more.',
    loading: 'Asking the agent…',
    unread: 'This could not be read.',
    usesUnread: 'The programs of this device could not be asked what they use. The column shows those that are told of new certificates.',
    action: { export: 'Export', configure: 'Change choices', revoke: 'Revoke', forget: 'Forget' },
    setByOrganisation: 'Set by your organisation',
  },

  certificateUses: {
    heading: 'Used by',
    none: 'No program of this device is known to use it.',
    unread: (what: string) => `Could not be looked at: ${what}.`,
  },

  custody: {
    heading: 'The private key',
    /** Where it came from, then whether it was given out, then who keeps it: "Made here on 3 November, never given out, kept by Windows." */
    sentence: (parts: readonly string[]) => `${parts.join(', ')}.`,
    origin: {
      'made-here': (day: string) => (day === '' ? 'Made on this device' : `Made on this device on ${day}`),
      'made-in-tpm': (day: string) =>
        day === '' ? 'Made in this device’s security chip' : `Made in this device’s security chip on ${day}`,
      brought: (day: string) => (day === '' ? 'Brought here with the certificate' : `Brought here with the certificate on ${day}`),
      elsewhere: () => 'Made elsewhere, where it still lies',
      unknown: () => 'Where it was made is not on record here',
    } satisfies Record<KeyHistory['origin'], (day: string) => string>,
    exports: (count: number) =>
      count === 0 ? 'never given out by this program' : plural(count, { one: 'given out once', other: 'given out # times' }),
    keptBy: {
      windows: 'kept by Windows',
      directory: 'kept in the certificate folder',
      tpm: 'kept by the security chip, which gives it to nobody',
      lost: 'and gone from this device since',
    },
    sealedCopy: 'A sealed copy lies in the program’s own data.',
    backups: (count: number) =>
      plural(count, {
        one: 'One backup was made since, which may hold it too.',
        other: '# backups were made since, which may hold it too.',
      }),
    exported: (format: string, locked: boolean) => (locked ? `as ${format}, under a password` : `as ${format}, without a password`),
    exportList: 'When it was given out',
  },

  chain: {
    heading: 'Who vouches for it',
    list: 'From the certificate to its root',
    until: (day: string) => `until ${day}`,
    root: {
      machine: 'It leads to a root that this machine trusts.',
      given: 'It leads to a root that was added for its authority. Other machines do not trust it by themselves.',
      none: 'It leads to no root that this machine trusts.',
    },
    trusted: 'Trusted here',
    notTrusted: 'Not trusted here',
    facts: { subject: 'Subject', issuer: 'Issuer', key: 'Key', serial: 'Serial number', sha256: 'SHA-256', from: 'Comes from' },
    from: { authority: 'The authority, with the certificate', 'trusted-here': 'The roots that are trusted here' },
    valid: (from: string, until: string) => `${from} to ${until}`,
    validity: 'Valid',
  },

  versions: {
    heading: 'Versions',
    title: (number: number) => `Version ${number}`,
    inUse: 'in use',
    revoked: (relative: string) => `revoked ${relative}`,
    none: 'Nothing was issued yet.',
  },

  exporting: {
    title: (name: string) => `Export the certificate of ${name}`,
    format: 'File',
    formats: {
      pfx: 'PFX, with the key: for Windows and most programs',
      jks: 'Keystore, with the key: for Java',
      pem: 'PEM, with key and chain in one file: for web servers',
      'pem-key': 'PEM, the key alone',
      'pem-fullchain': 'PEM, certificate and chain, without the key',
      'pem-certificate': 'PEM, the certificate alone',
      'pem-chain': 'PEM, the chain alone',
      'pkcs7-pem': 'PKCS #7 as text, without the key',
      'pkcs7-der': 'PKCS #7, without the key',
    },
    lock: 'How the key is locked',
    oneTime: 'With a password made for this file alone',
    own: 'With a password of my own',
    open: 'Not at all: whoever has the file has the key',
    password: 'Password',
    repeat: 'Password once more',
    differ: 'The two are not the same.',
    needed: 'A password is needed.',
    recorded: 'That it was given out is written into the log.',
    modern: 'AES-256: nothing older than Windows 10 1709 opens it',
    go: 'Export',
    done: (file: string) => `${file} was handed over to be saved.`,
    shownOnce: 'This password opens the file. It is shown only here, only now.',
    passwordLabel: 'The file’s password',
    copyPassword: 'Copy the password',
    finished: 'Done',
    failed: 'Nothing was given out.',
  },

  revoking: {
    title: (name: string) => `Revoke the certificate of ${name}?`,
    losses: ['From now on, programs that check it refuse this certificate. This cannot be taken back.'],
    reason: 'Reason',
    reasons: {
      unspecified: 'No reason given',
      keyCompromise: 'Somebody else may have the private key',
      affiliationChanged: 'Whom it names has changed',
      superseded: 'Another one takes its place',
      cessationOfOperation: 'The name is not used any more',
      privilegeWithdrawn: 'The right to the name was taken back',
    } satisfies Record<RevocationReason, string>,
    effects: 'What it means for programs',
    noEffects: 'No program of this device is known to use it.',
    effectsUnread: 'What it means for programs could not be found out.',
    go: 'Revoke',
    failed: 'It was not revoked.',
  },

  forgetting: {
    title: (name: string) => `Forget the certificate of ${name}?`,
    losses: ['It is not renewed any more.', 'The sealed copies of its private keys are destroyed for good.'],
    lossFromStore: 'It is taken out of the certificate store: programs that use it from there lose it.',
    alsoFromStore: 'Also take it out of the certificate store',
    evenIfUsed: 'Take it away even from the programs named above',
    go: 'Forget',
    failed: 'It was not forgotten.',
  },

  choices: {
    heading: 'Choices for renewals',
    title: (name: string) => `Choices for ${name}`,
    why: 'They hold from the next renewal on.',
    authority: 'Certificate authority',
    profile: 'Profile',
    usualProfile: 'The authority’s usual one',
    keyType: 'Key type',
    keyUse: 'Key at renewals',
    keyUses: { new: 'A new key each time', reuse: 'The same key again', tpm: 'A new key in the security chip each time' },
    exportable: 'The key may be exported',
    preferredChain: 'Preferred chain',
    preferredChainHint: 'Name of a root or issuer, where the authority offers more than one chain.',
    noPreference: 'None',
    lossOfCopy: 'The sealed copies of its keys are destroyed, so that the key cannot be exported any more.',
    save: 'Save',
    failed: 'Nothing was changed.',
    authoritiesUnread: 'The authorities known here could not be read.',
    yes: 'Yes',
    no: 'No',
  },

  /** As the field writes them, in every language. */
  keyTypes: {
    'rsa-2048': 'RSA 2048',
    'rsa-3072': 'RSA 3072',
    'rsa-4096': 'RSA 4096',
    'p-256': 'ECDSA P-256',
    'p-384': 'ECDSA P-384',
  } satisfies Record<KeyType, string>,
}
