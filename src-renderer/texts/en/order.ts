import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { KeyPlace, Step } from '../../features/order/draft.policy.ts'
import type { NameFault } from '../../features/order/typed-names.policy.ts'
import type { Way } from '../../features/order/ways.policy.ts'

const steps: Record<Step, string> = {
  names: 'Names',
  proof: 'Proof',
  key: 'Key and authority',
  check: 'Look first',
  run: 'Order',
}

const faults: Record<NameFault, string> = {
  characters: 'has characters that no name has',
  wildcard: 'has a star in the wrong place: it stands for the whole first part, as in *.example.com',
  'one-part': 'has one part only; a name for everybody has two at least, as in example.com',
  dots: 'has two dots side by side, or one at its beginning',
  hyphen: 'has a part that begins or ends with a hyphen, or has hyphens where no name has them',
  long: 'is too long',
  number: 'ends like an address, and is none',
  zone: 'is an address that only this machine knows',
  managed: 'has a certificate here already',
}

const ways: Record<Way, { title: string; text: string }> = {
  automatic: {
    title: 'Leave it to this program',
    text: 'It uses the way that it was set up with. For this device’s own name there is nothing to do.',
  },
  delegation: {
    title: 'One record in your DNS',
    text: 'You, or whoever looks after your domain, add it once. From then on it goes by itself. This device needs no password of your DNS.',
  },
  rfc2136: {
    title: 'Your own DNS server',
    text: 'This device writes the proof into it, and takes it away again. It needs a key of that server’s (RFC 2136 with TSIG).',
  },
  'http-listener': {
    title: 'This program answers on port 80',
    text: 'The names must lead to this machine, and port 80 must be open from the internet. Nothing else may listen there.',
  },
  'http-webroot': {
    title: 'A web server on this machine answers',
    text: 'The names must lead to it. This program puts a small file into its folder for a moment.',
  },
  'tls-alpn': {
    title: 'This program answers on port 443',
    text: 'The names must lead to this machine, and port 443 must be open from the internet. Nothing else may listen there.',
  },
}

const keyPlaces: Record<KeyPlace, { title: string; text: string }> = {
  here: { title: 'On this device, with a sealed copy', text: 'Made here. An administrator can hand it to other machines later.' },
  store: {
    title: 'On this device alone',
    text: 'Made here, and kept in the certificate store only. It can never be handed out, and cannot be restored from a backup.',
  },
  tpm: {
    title: 'In this machine’s security chip (TPM)',
    text: 'Made in the chip, and never leaves it. Some older programs cannot use such a key.',
  },
  elsewhere: { title: 'Somewhere else', text: 'You bring a certificate request (CSR) that was made there. The key never comes here.' },
}

const keyTypes: Record<KeyType, string> = {
  'rsa-2048': 'RSA 2048 – works everywhere',
  'rsa-3072': 'RSA 3072',
  'rsa-4096': 'RSA 4096 – slower',
  'p-256': 'ECDSA P-256 – small and fast',
  'p-384': 'ECDSA P-384',
}

/** What each check looks at, by its kind. */
const checks: Record<string, (about: string) => string> = {
  names: () => 'The names can stand in a certificate',
  organisation: () => 'Your organisation lets it be ordered so',
  licence: () => 'Your plan is for such a certificate',
  managed: () => 'There is none for this name yet',
  key: () => 'The key can be made as you want it',
  store: () => 'It can be put where programs look for it',
  proof: () => 'This way can prove the names',
  delegation: (name) => `The record for ${name} is in the DNS`,
  'zone-servers': (name) => `The DNS servers of ${name} answer`,
  caa: () => 'The DNS lets the authority issue (CAA)',
  ports: () => 'The port can be used',
  webroot: () => 'The web server’s folder can be written',
  authority: (label) => `${label} can be reached`,
  account: (label) => `The account at ${label} is in use`,
  binding: (label) => `${label} takes orders from this device`,
  profile: (label) => `${label} offers the profile`,
  limits: (label) => `${label} has room for one more`,
  cloud: () => 'The MyL.Zip cloud can be reached',
  clock: () => 'This machine’s clock is right',
}

export const order = {
  order: {
    heading: 'Get a certificate',
    steps,
    stepsLabel: 'Steps',
    stepOf: (number: number, count: number, name: string) => `Step ${number} of ${count}: ${name}`,
    back: 'Back',
    next: 'Next',
    cancel: 'Cancel',
    offline: 'The agent is not running, so nothing can be ordered now. What you typed stays here.',
    administratorTitle: 'Ordering needs an administrator.',
    administrator: 'You may look at everything here and renew, but not order. An administrator of this machine can, with this command:',
    command: 'command',

    namesHeading: 'Which names is it for?',
    namesLabel: 'Names',
    namesHint: 'One, or several with spaces or commas between them. A star stands for every name below: *.example.com',
    namesNone: 'Type at least one name.',
    namesRead: 'How they are read',
    knownBy: 'The certificate is known by this one',
    wildcard: 'Every name directly below',
    address: 'An address',
    faults,
    fault: (name: string, words: string) => `“${name}” ${words}.`,
    tooMany: (count: string, most: string) => `These are ${count} names, and a certificate can have ${most}.`,
    see: 'See it',

    proofHeading: 'How do you prove that they are yours?',
    proofWhy: 'The authority gives a certificate only to whoever the names belong to.',
    ways,
    wildcardByDns: 'A name with a star can be proven by DNS alone, so that is all there is to choose from.',
    addressByPort: 'An address cannot be proven by DNS, so ways by DNS are left out.',
    records: 'What has to be in the DNS',
    recordName: 'Name',
    recordTarget: 'CNAME that leads to',
    recordStates: {
      ready: 'It is there',
      missing: 'Not there yet',
      elsewhere: 'It leads somewhere else',
      loop: 'It leads round in a circle',
      unknown: 'It cannot be looked up from here now',
    },
    recordFound: (found: string) => `Found: ${found}`,
    copyRecord: 'record',
    copyRecords: 'Copy for whoever looks after the DNS',
    checkAgain: 'Check again',
    looking: 'Looking…',
    recordsLater: 'You can go on meanwhile. The last step looks again, and it can be ordered once everything is there.',
    recordsFailed: 'The record cannot be shown.',
    server: 'DNS server',
    serverNone: 'No server is set up on this device yet.',
    serverAdd: 'Set up a server',
    serverAddress: 'Address',
    serverAddressHint: 'rfc2136://ns1.example.com/example.com?key=name-of-the-key',
    serverKey: 'Key',
    serverKeyHint: 'As tsig-keygen writes it, or the secret alone. It is sealed here and never shown again.',
    serverKeep: 'Keep',
    serverFailed: 'The server was not added.',
    serversFailed: 'The servers cannot be shown.',
    serverNeeded: 'Choose a server, or set one up.',
    folder: 'Folder that the web server shows',
    folderHint: 'Its whole path on this machine',
    folderNeeded: 'Name the folder.',

    keyHeading: 'Key and authority',
    keyWhy: 'What is chosen here fits most people. Next is enough.',
    authority: 'Certificate authority',
    authorityUsual: (label: string) => `${label} (usual)`,
    authorityFailed: 'What this authority offers is not known now.',
    bindingTitle: (label: string) => `${label} wants an account that was made with it beforehand.`,
    binding: 'Make one on its web site, and enter its key in the settings. What you typed here is kept.',
    bindingGo: 'Open the settings',
    profile: 'Profile',
    profileUsual: 'The authority’s usual one',
    keyPlace: 'Where the key lives',
    keyPlaces,
    keyType: 'Kind of key',
    keyTypes,
    csr: 'Certificate request (CSR)',
    csrHint: 'PEM or base64. It must be for exactly the names of this certificate.',
    csrNeeded: 'Paste the request.',
    setByOrganisation: 'Set by your organisation',

    checkHeading: 'Before anything is ordered',
    checkWhy: 'Each thing is looked at by itself. The authority is only asked whether it is there.',
    checks,
    checkStatus: { waiting: 'Being looked at', ok: 'Good', warning: 'Worth a look', failed: 'In the way', skipped: 'Left out' },
    checksRunning: 'Looking at what the order would meet…',
    checksFailed: 'The check did not come to its end.',
    evidence: 'Details',
    outlooks: {
      clear: 'Nothing stands in the way.',
      doubtful: 'It can be ordered. Read what is marked first.',
      blocked: 'As things are the order would fail.',
    },
    settleFirst: 'Settle what is marked, then check again.',
    change: { names: 'Change the names', proof: 'Change the proof', key: 'Change key or authority' },
    place: 'Order',
    placeAnyway: 'Order anyway',
    notPlaced: 'Nothing was ordered.',

    runHeading: 'Your certificate',
    begun: 'It is being ordered. You may leave this page; it goes on by itself.',
    servedTitle: (name: string) => `${name} has its certificate.`,
    served: 'A program was seen presenting it. It renews by itself.',
    keptTitle: (name: string) => `The certificate for ${name} is here.`,
    kept: 'It lies in the certificate store and renews by itself. Now tell a program to use it.',
    failedTitle: 'It was not issued yet.',
    failedAgain: (when: string) => `It is tried again ${when}.`,
    setUp: 'Set up a program',
    seeCertificate: 'See the certificate',
    another: 'Get another one',

    leaveTitle: 'Leave without ordering?',
    leave: 'What you typed is forgotten. Nothing was ordered.',
    leaveStay: 'Stay',
    leaveGo: 'Leave',
  },
}
