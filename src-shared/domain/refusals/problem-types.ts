/** What one problem type of an authority says and no other does (RFC 8555 §6.7, RFC 9773 §7.4). */
export const problemTypeRefusals = {
  ACME_VALIDATION_DNS: {
    sentence: 'The certificate authority could not look {name} up in the DNS: {detail}',
    next: 'Have whoever manages the DNS of {name} look at its name servers and records; “doctor” asks each of them.',
  },
  ACME_VALIDATION_CONNECTION: {
    sentence: 'The certificate authority found no way to {name}: {detail}',
    next: 'Have port 80 (443 for TLS-ALPN) of {name} let through from the Internet, over IPv6 too where it has an address there, or prove it by DNS.',
  },
  ACME_VALIDATION_TLS: {
    sentence: 'The certificate authority could not make a TLS connection to {name}: {detail}',
    next: 'Look for what answers at port 443 of {name} in this device’s place: a proxy, a load balancer, another web server.',
  },
  ACME_VALIDATION_WRONG_ANSWER: {
    sentence: 'The certificate authority found another answer at {name} than this device gave: {detail}',
    next: 'Look for an old record or for another machine that answers for {name}: each address and name server must show the same.',
  },
  ACME_VALIDATION_UNAUTHORIZED: {
    sentence: 'The certificate authority did not find the proof that {name} is this device’s: {detail}',
    next: 'Check that {name} leads to this machine, or that its DNS shows the record; “doctor” looks at both.',
  },
  ACME_NAME_UNSUPPORTED: {
    sentence: 'The certificate authority issues for no names of this kind: {name} ({detail})',
    next: 'Choose another authority for {name}, or leave the name out.',
  },
  ACME_ACCOUNT_FORGOTTEN: {
    sentence: 'The certificate authority no longer knows this device’s account: {detail}',
    next: 'Nothing to do: the account is opened again. If it lasts, look whether the authority’s address is still the right one.',
  },
  ACME_CONTACT_UNSUPPORTED: {
    sentence: 'The certificate authority cannot use a contact of this kind: {detail}',
    next: 'Enter an e-mail address, or none.',
  },
  ACME_SIGNATURE_REFUSED: {
    sentence: 'The certificate authority does not take signatures of this device’s kind of account key: {detail}',
    next: 'Choose another authority, or ask this one which kinds of account keys it takes.',
  },
  ACME_NONCE_REFUSED: {
    sentence: 'The certificate authority took none of the one-time numbers that it had handed out itself.',
    next: 'Nothing to do; if it lasts, a proxy on the way may be answering from its memory.',
  },
  ACME_REQUEST_MALFORMED: {
    sentence: 'The certificate authority did not understand what it was asked: {detail}',
    next: 'Look at what the reason names. If all is right, the log holds what the authority’s operator needs.',
  },
  ACME_SEVERAL_REASONS: {
    sentence: 'The certificate authority refused for several reasons at once: {detail}',
    next: 'The log holds each of them; order fewer names at once to see which is to blame.',
  },
  ACME_ORDER_NOT_READY: {
    sentence: 'The certificate authority was not ready to make the certificate: {detail}.',
    next: 'Nothing to do; look at the authority’s status page if it lasts.',
  },
  ACME_KEY_REFUSED: {
    sentence: 'The certificate authority does not certify this private key: {detail}',
    next: 'Choose another key type. A new key is made for the next try, unless the request came from elsewhere: then make that anew.',
  },
  ACME_REPLACED_ALREADY: {
    sentence: 'The certificate authority says that the certificate in use has been replaced already: {detail}',
    next: 'Look whether another device or program renews the same certificate.',
  },
  ACME_REVOKED_ALREADY: {
    sentence: 'The certificate authority says that the certificate was revoked before: {detail}',
    next: 'Nothing to do: it is revoked.',
  },
  ACME_REVOCATION_REASON_REFUSED: {
    sentence: 'The certificate authority does not take the reason that was given for the revocation: {detail}',
    next: 'Choose another reason, or none.',
  },
} as const
