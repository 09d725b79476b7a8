import type { Authority, AuthorityLook } from '@mylzip/shared/operations/authorities.ts'

/** One that this device has an account at. */
export const authority: Authority = {
  directory: 'https://127.0.0.1:14000/dir',
  label: '127.0.0.1:14000',
  staging: null,
  position: 0,
  needsBinding: false,
  uses: 'own',
  roots: [],
  account: { status: 'valid', url: 'https://127.0.0.1:14000/acct/1', contact: [], bindingKeyId: null, keyChangePending: false },
}

/** What it says when it is asked. */
export const authorityLook: AuthorityLook = {
  authority,
  profiles: [],
  needsBinding: false,
  termsOfService: null,
  website: null,
  caaIdentities: [],
  suggestsRenewals: true,
  account: { status: 'valid', contact: [] },
  clockDifferenceMs: 0,
}
