/** What keeps keys and certificates from being brought in, given out, or signed for. */
export const bundlesRefusals = {
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
} as const
