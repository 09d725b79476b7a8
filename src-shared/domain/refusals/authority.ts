/** What a certificate authority refuses, and what stands between it and this machine. */
export const authorityRefusals = {
  ACME_UNREACHABLE: {
    sentence: 'The certificate authority at {directory} cannot be reached ({reason}).',
    next: 'Check that this machine reaches {directory} on its HTTPS port, directly or by the proxy; “doctor” shows where it ends.',
  },
  ACME_TLS_UNTRUSTED: {
    sentence:
      'The connection to {directory} is not trusted: the certificate shown there was issued by {issuer}. A filter may be answering in its place.',
    next: 'Ask whoever runs {issuer} to let {directory} through uninspected, or, where the authority is your own, trust its root: “mylzip authorities trust {directory} --ca-root FILE”.',
  },
  ACME_TLS_EXPIRED: {
    sentence: 'The certificate of {directory} is not valid at this machine’s time. Check this machine’s clock.',
    next: 'Set this machine’s clock, or wait until the authority has renewed its own certificate.',
  },
  ACME_NOT_A_DIRECTORY: {
    sentence: 'What answers at {directory} is not an ACME certificate authority.',
    next: 'Check the address. If it is right, something on the way answers in its place: sign in to the network, or ask its owner.',
  },
  ACME_ANSWERED_BY_PAGE: {
    sentence: 'A web page answers in the place of {directory}: {page}. This network may want a sign-in first.',
    next: 'Open a browser on this machine and sign in to the network. If there is nothing to sign in to, have {directory} let through.',
  },
  CLOCK_DIFFERS: {
    sentence: 'This machine’s clock is {minutes} minutes {direction} the one of {directory}, so certificates seem to be not valid.',
    next: 'Set this machine’s clock and time zone, and let it follow a time server.',
  },
  ACME_TIMEOUT: {
    sentence: 'The certificate authority did not finish in time ({waiting}).',
    next: 'This passes as a rule; look at the authority’s status page if it lasts.',
  },
  ACME_BUSY: {
    sentence: 'The certificate authority is busy or under maintenance.',
    next: 'This passes as a rule; look at the authority’s status page if it lasts.',
  },
  ACME_RATE_LIMITED: {
    sentence: 'The certificate authority has a limit that is reached now: {detail}. It ends {until}.',
    next: 'Wait until the limit ends; more tries make it longer.',
  },
  ACME_QUOTA_REACHED: {
    sentence: 'This device has used up what {directory} allows: {limit}. It was not asked; there is room again at {until}.',
    next: 'Wait until then; the certificate in use goes on working.',
  },
  ACME_NAME_REFUSED: {
    sentence: 'The certificate authority does not issue for {name}: {detail}',
    next: 'Order the right name and forget this one, or choose another authority.',
  },
  ACME_VALIDATION_FAILED: {
    sentence: 'The certificate authority could not confirm that {name} is this device’s: {detail}',
    next: 'Check the DNS record or the way to this machine that the reason names; “doctor” looks at both.',
  },
  ACME_CAA_FORBIDS: {
    sentence: 'A CAA record in the DNS forbids this certificate authority to issue for {name}. Whoever manages that DNS can allow it.',
    next: 'Have whoever manages the DNS add the authority to the CAA record of {name}, or choose an authority that it names.',
  },
  ACME_ACCOUNT_REFUSED: {
    sentence: 'The certificate authority refused this device’s account: {detail}',
    next: 'Look at the account on the authority’s web site; it may have been closed there.',
  },
  ACME_ACCOUNT_DEACTIVATED: {
    sentence: 'This device’s account at the certificate authority was deactivated, for good.',
    next: 'Open another account there (mylzip authorities open-account), or choose another authority.',
  },
  ACME_ACCOUNT_UNKNOWN: {
    sentence: 'This device has no account at the certificate authority.',
    next: 'Order a certificate there, or open an account, first.',
  },
  ACME_EAB_REQUIRED: {
    sentence: 'The certificate authority wants an account that was made with it beforehand (external account binding).',
    next: 'Make an account on the authority’s web site, and enter the key id and the HMAC key that it shows.',
  },
  ACME_EAB_REFUSED: {
    sentence: 'The certificate authority does not take the key id or the HMAC key of the account made beforehand: {detail}',
    next: 'Enter key id and HMAC key again as the authority’s web site shows them, or have new ones made there.',
  },
  ACME_CONTACT_REFUSED: {
    sentence: 'The certificate authority does not take the contact address: {detail}',
    next: 'Enter another e-mail address, or none.',
  },
  ACME_ACTION_REQUIRED: {
    sentence: 'The certificate authority wants a person to agree to something first: {detail} {page}',
    next: 'Open the page that the authority names, and do what it asks for.',
  },
  ACME_KEY_CHANGE_REFUSED: {
    sentence: 'The certificate authority did not change the account’s key: {detail}.',
    next: 'Nothing to do: the account goes on with the key it has.',
  },
  ACME_CSR_REFUSED: {
    sentence: 'The certificate authority refused the certificate request: {detail}',
    next: 'Choose another key type, or make the request anew.',
  },
  ACME_PROFILE_UNKNOWN: {
    sentence: 'The certificate authority does not offer the profile {profile}.',
    next: 'Choose a profile the authority offers, or none.',
  },
  ACME_ORDER_LOST: {
    sentence: 'The certificate authority no longer knows the order.',
    next: 'Nothing need be kept of it: the next try makes a new order.',
  },
  ACME_CERTIFICATE_ENDED: {
    sentence: 'The certificate authority handed out a certificate that is no use any more: it ends at {end}.',
    next: 'Check this machine’s clock against {end}; if it is right, tell the authority’s operator, or choose another authority.',
  },
  ACME_CHALLENGE_UNAVAILABLE: {
    sentence: 'There is no way to prove {name}: the certificate authority offers {offered}, and this device is set up for {usable}.',
    next: 'Choose another way to prove {name}: DNS for wildcards, HTTP or TLS for addresses.',
  },
  ACME_REVOCATION_REFUSED: {
    sentence: 'The certificate authority did not revoke the certificate: {detail}',
    next: 'Revoke it at the authority that issued it (name that one with --authority), with the account it was ordered with or with its own private key.',
  },
  ACME_PROTOCOL: {
    sentence: 'The certificate authority gave an answer that makes no sense here: {detail}',
    next: 'Nothing to do; if it lasts, the log holds what the authority’s operator needs.',
  },
  ACME_ADDRESS_NEEDS_PROFILE: {
    sentence: 'The certificate authority issues for the address {name} with the profile {needed} only, and {profile} was chosen.',
    next: 'Choose the profile {needed}, or leave the choice to this program.',
  },
  AUTHORITY_NOT_IN_ORDER: {
    sentence: 'The authority {directory} is not in the order of those that are used, so there was nothing to take out.',
    next: 'Look which are used with “mylzip authorities”; the one the program was started with is taken where there is no order.',
  },
  NAME_INVALID: {
    sentence: 'No certificate can be made out to “{name}”: {reason}.',
    next: 'Correct the name: host names, *.names, and IPv4 or IPv6 addresses can be in a certificate.',
  },
  NAMES_TOO_MANY: {
    sentence: 'A certificate can hold {most|name|names}, and {count|was|were} given.',
    next: 'Order several certificates, or a wildcard in place of many names.',
  },
  PROFILE_TAKES_FEWER_NAMES: {
    sentence: 'Certificates of the profile {profile} hold {most|name|names} at most, and this one is for {count|name|names}.',
    next: 'Choose a profile other than {profile}, or several certificates of fewer names.',
  },
  KEY_TYPE_UNKNOWN: {
    sentence: 'The key type {keyType} is not offered. Choose one of {offered}.',
    next: 'Choose one of {offered}.',
  },
  AUTHORITY_ROOT_UNUSABLE: {
    sentence: 'What was given as the root of {directory} cannot be trusted for that: {reason}.',
    next: 'Give the authority’s root certificate as PEM; for a step-ca it is root_ca.crt.',
  },
  AUTHORITY_PUBLIC: {
    sentence:
      'Every machine trusts {authority} by itself. A root of your own for {directory} could only let something on the way answer in its place, so it was not taken.',
    next: 'Give a root for an authority of your own. Where the connection to {directory} is not trusted, “mylzip doctor” names who stands in between; have it let through.',
  },
  AUTHORITY_ROOT_NOT_KEPT: {
    sentence: 'No root is kept here for {directory}, so there is none to take away.',
    next: '“mylzip authorities” lists those that are trusted by a root of their own.',
  },
} as const
