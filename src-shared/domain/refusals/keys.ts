/** What keeps keys and certificates from being brought in, given out, or signed for. */
export const keysRefusals = {
  KEY_DESTROYED: {
    sentence:
      'The private key of version {version} is not kept here any more: it was made not to be exported, or newer versions have taken its place.',
    next: 'Take the version in use, or renew the certificate with an exportable key, if a copy is needed elsewhere.',
  },
  KEY_LOST: {
    sentence: 'The only copy of the private key of version {version} lay in the certificate store, and is gone from there.',
    next: 'Renew the certificate: that makes a new key. Where it is renewed by itself, this has begun already.',
  },
  KEY_ELSEWHERE: {
    sentence: 'The private key of version {version} was never here: its certificate request was made elsewhere.',
    next: 'Go on where the certificate request was made; the key is there.',
  },
  BUNDLE_UNREADABLE: {
    sentence: 'The file cannot be read as a certificate or key: {reason}.',
    next: 'Bring a PFX, PEM, DER or PKCS#7 file; if it is one, export it again where it comes from.',
  },
  BUNDLE_PASSWORD_NEEDED: {
    sentence: 'The file is protected by a password, and none was given.',
    next: 'Give the password it was exported with.',
  },
  BUNDLE_PASSWORD_WRONG: {
    sentence: 'The password does not open the file.',
    next: 'Give the password it was exported with; upper and lower case matter.',
  },
  BUNDLE_CIPHER_UNSUPPORTED: {
    sentence: 'The file is encrypted in a way this program does not open ({cipher}).',
    next: 'Export it again with AES-256 or 3DES: on Windows choose TripleDES-SHA1, with OpenSSL leave the ciphers at their defaults.',
  },
  BUNDLE_NO_KEY: {
    sentence: 'The certificate for {name} came without its private key.',
    next: 'Export it together with its private key, or bring the key as a second file.',
  },
  BUNDLE_NO_CERTIFICATE: {
    sentence: 'There is no certificate in what was given.',
    next: 'Bring the certificate too, as PEM, DER, PKCS#7 or inside a PFX file.',
  },
  BUNDLE_KEY_MISMATCH: {
    sentence: 'The private key does not belong to the certificate for {name}.',
    next: 'Bring the key that the certificate was requested with.',
  },
  BUNDLE_NAMELESS: {
    sentence: 'The certificate is for no host name it could be managed under ({name}).',
    next: 'Bring a certificate of a server; certificates of people and of authorities are not managed here.',
  },
  BUNDLE_NAME_MALFORMED: {
    sentence: 'The certificate is for “{name}”, which no host can be called, so it could never be renewed.',
    next: 'Order a certificate for the right name in its place.',
  },
  KEY_NOT_TAKEN: {
    sentence: 'Keys of this kind ({key}) are not taken: public authorities certify RSA from 2048 bits, P-256 and P-384.',
    next: 'Make a new key of a kind that is taken, and a new request with it.',
  },
  EXPORT_PASSWORD_NEEDED: {
    sentence: 'A PFX file needs a password, and none was given.',
    next: 'Give a password, or choose PEM.',
  },
  EXPORT_PASSWORD_UNFIT: {
    sentence: 'Java’s keytool takes passwords of at least six characters, of the plain Latin letters, digits and signs only.',
    next: 'Choose a password of that kind.',
  },
  KEY_NOT_EXPORTABLE: {
    sentence: 'The private key of the certificate for {name} is not given out, as was chosen for it.',
    next: 'Choose that it may be exported, and renew it; or export the certificates without the key.',
  },
  KEY_COPY_KEPT: {
    sentence:
      'A sealed copy of the private key of the certificate for {name} stays here: the store gives the key to nobody, and {programs} can present the certificate only with the key in its hands.',
    next: 'Nothing needs to be done: the copy is given out to nobody. Where none may be, have the certificate presented only by programs that take the key from the store.',
  },
  KEY_HELD_BY_STORE: {
    sentence:
      'The private key of the certificate for {name} lies in the certificate store alone, which gives it to nobody, and {target} can present the certificate only with the key in its hands.',
    next: 'Renew the certificate: a sealed copy of the new key is kept for such a program.',
  },
  KEY_IN_TPM: {
    sentence: 'The private key of version {version} lies in the TPM of its machine, which gives it to nobody.',
    next: 'Let renewals make keys here (“mylzip configure --key new”) and renew the certificate, if a copy is needed elsewhere.',
  },
  KEY_HELD_BY_TPM: {
    sentence:
      'The private key of the certificate for {name} lies in the TPM of this machine, and {target} can present the certificate only with the key in its hands.',
    next: 'Have it presented by programs that take the key from the Windows store, or let renewals make keys here (“mylzip configure --key new”) and renew it.',
  },
  TPM_MISSING: {
    sentence: 'No key can be made in a TPM here: {reason}.',
    next: 'Switch the TPM on in this machine’s firmware, or let renewals make keys here (“mylzip configure --key new”).',
  },
  TPM_KEY_TYPE: {
    sentence: 'The TPM of this machine makes no keys of the kind {keyType}.',
    next: 'Choose rsa-2048 or p-256, which every TPM makes, or let renewals make keys here (“mylzip configure --key new”).',
  },
  TPM_KEY_LOST: {
    sentence: 'The key that the certificate for {name} was to be made with is not in the TPM any more.',
    next: 'Nothing needs to be done: the next try makes a new key. Where this happens again, look whether somebody clears the TPM.',
  },
  TPM_IMPOSSIBLE: {
    sentence: 'The key of this certificate cannot be made in the TPM: {reason}.',
    next: 'Let renewals make keys here, or choose for it what a TPM can do.',
  },
  KEY_REUSE_IMPOSSIBLE: {
    sentence: 'A key that is not kept here cannot be used again: {reason}.',
    next: 'Let each renewal make a new key, or let the key be exportable.',
  },
  KEY_COMPROMISED: {
    sentence: 'The key of this certificate request was reported as compromised, so no certificate is asked for with it again.',
    next: 'Make a new key and a new request where the key is, and change the certificate’s request to that.',
  },
  KEY_GIVEN_UP: {
    sentence: 'The key that the next certificate for {name} was to be made with was reported as compromised meanwhile.',
    next: 'Nothing needs to be done: the next try makes a new key.',
  },
  CSR_UNREADABLE: {
    sentence: 'The certificate request cannot be read: {reason}.',
    next: 'Bring a PKCS#10 request as PEM or DER; if it is one, make it again.',
  },
  CSR_SIGNATURE_WRONG: {
    sentence: 'The certificate request is not signed by its own key, so it was changed or damaged after it was made.',
    next: 'Make the request again where its key is.',
  },
  CSR_KEY_DIFFERS: {
    sentence: 'The certificate request has a key of the kind {found}, and one of the kind {wanted} was asked for.',
    next: 'Leave the kind of the key to the request, or make the request with a key of the kind {wanted}.',
  },
  CSR_NAMES_DIFFER: {
    sentence: 'The certificate request is for other names than the order: {difference}.',
    next: 'Order the names the request is for, or make a request for the names ordered.',
  },
  CERTIFICATE_NOT_ISSUED: {
    sentence: 'There is no issued version {version} of the certificate for {name}.',
    next: 'Wait until it is issued, or name another version.',
  },
  CERTIFICATE_REVOKED_ALREADY: {
    sentence: 'Version {version} of the certificate for {name} was revoked at {revokedAt} already ({reason}).',
    next: 'Nothing needs to be done. Name another version with its number where that one is meant.',
  },
  CERTIFICATE_BUSY: {
    sentence: 'The certificate for {name} is being renewed at this moment.',
    next: 'Wait until the run has ended, then try again.',
  },
  DEVICE_CERTIFICATE_KEPT: {
    sentence: 'The certificate for {name} is this device’s own: {reason}.',
    next: 'Order another certificate for what you have in mind.',
  },
  NAME_NOT_REPEATED: {
    sentence: 'To forget the certificate, its name {name} has to be typed.',
    next: 'Type {name} exactly.',
  },
} as const
