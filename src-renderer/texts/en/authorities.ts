import type { AccountUse, Authority } from '@mylzip/shared/operations/authorities.ts'

export const authorities = {
  authorities: {
    heading: 'Certificate authorities',
    explanation: 'New certificates are ordered at the first one. Where it cannot issue, the next one is asked.',
    loading: 'Reading the certificate authorities…',
    unread: 'The certificate authorities could not be read.',
    orderSet: (order: string) => `Certificates are ordered at ${order}.`,
    usual: (label: string) => `New certificates are ordered at ${label}, because no other was chosen.`,
    others: 'Other authorities in use',
    othersWhy: 'Certificates or accounts of this device are there. New certificates are not ordered there.',
    numbered: (number: number, label: string) => `${number}. ${label}`,
    /** In a sentence or two, how this device stands there. */
    standing: ({ account, needsBinding, roots, uses }: Authority): string => {
      const own = {
        none:
          needsBinding && account.bindingKeyId === null
            ? 'It wants an account that is made with it beforehand.'
            : 'An account is opened there with the first order.',
        valid: 'This device has an account there.',
        deactivated: 'The account there was given up.',
      }[account.status]
      const said = uses === 'team' ? 'Certificates are ordered with the team’s account.' : own
      return roots.length === 0 ? said : `${said} It is trusted by a root of its own.`
    },
    up: 'Move up',
    down: 'Move down',
    remove: 'Take out of the order',
    details: (label: string) => `Account and trust: ${label}`,
    directory: 'Address (ACME directory)',
    account: 'This device’s account',
    accountIs: {
      none: 'There is none yet. It is opened by itself with the first order.',
      valid: 'It is there and can be used.',
      deactivated: 'It was given up for good. Another one can be opened.',
    } satisfies Record<Authority['account']['status'], string>,
    contact: (addresses: string) => `The authority writes to ${addresses}.`,
    openAccount: 'Open an account now',
    whose: 'Whose account orders',
    whoseWhy: 'The team’s account is kept in the cloud, and holds for all of its devices.',
    uses: { own: 'This device’s own', team: 'The team’s' } satisfies Record<AccountUse, string>,
    binding: 'Account made beforehand',
    bindingNeeded: 'This authority wants one: its website shows a key ID and an HMAC key for it.',
    bindingWhy: 'Where its website shows a key ID and an HMAC key, they tie this device’s account to yours there.',
    bound: (keyId: string) => `The account belongs to ${keyId}. Its key is kept sealed here.`,
    keyId: 'Key ID',
    hmacKey: 'HMAC key',
    bind: 'Keep these',
    roots: 'Trust',
    rootsNone: 'It is trusted as this machine trusts others. One of your own is trusted by its root certificate.',
    rootsWhy: 'It is trusted by the root that was given for it, and nobody else is.',
    rootEnds: (day: string) => `Ends ${day}`,
    trustFile: 'File with the root certificate',
    trust: 'Trust it by its root…',
    trustOther: 'Use another root…',
    distrust: 'Take the trust away',
    distrustTitle: (label: string) => `No longer trust ${label} by its own root?`,
    distrustUnless: 'None of this happens while this machine itself trusts that authority.',
    lostAlone: (name: string, day: string | undefined) =>
      day === undefined
        ? `${name} is ordered there alone, and does not come.`
        : `${name} is ordered there alone, and ends ${day} without being renewed.`,
    lostFirst: (name: string, elsewhere: string) => `${name} is renewed at ${elsewhere} from then on.`,
    lostNext: (name: string) => `${name} has one authority less to fall back on.`,
    lostBefore: (name: string) => `${name} came from there, and is renewed elsewhere all the same.`,
    lostOrders: 'New certificates are ordered there alone, and cannot come any more.',
    lostPlace: 'It stays in the order, where it fails until it is taken out.',
    lostNothing: 'No certificate of this device depends on it.',
    add: 'Add another one',
    addWhy: 'It is asked what it offers first. Nothing is ordered by that.',
    known: 'Well-known',
    another: 'Another one, by its address',
    address: 'Address',
    noAddress: 'This is no address that an authority can have: it begins with https://.',
    thereAlready: 'It stands in the order already.',
    look: 'Look at it',
    notFound: 'It could not be looked at.',
    untrusted: 'If it is your own, give its root certificate:',
    found: (label: string) => `${label} answers.`,
    offersBinding: 'It wants an account made with it beforehand. Its key can be given once it is in the order.',
    offersFree: 'An account is opened by itself with the first order.',
    profiles: (names: string) => `Profiles: ${names}`,
    terms: 'Terms of service',
    addIt: 'Add it at the end',
  },
}
