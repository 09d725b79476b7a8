/** What keeps an issued certificate from being seen served. */
export const deploymentRefusals = {
  STORE_FAILED: {
    sentence: 'The certificate could not be put into the store at {store}: {reason}.',
    next: 'Check the permissions and the space of {store}.',
  },
  STORE_PLACE_TAKEN: {
    sentence: 'The certificate could not be put into its place: {path} is in the way, and was not put there by this program.',
    next: 'Move {path} elsewhere. A program that runs notices it within a minute and puts the certificate there.',
  },
  STORE_FOLDER_FOREIGN: {
    sentence: 'The folder {path}, in which a private key lies, belongs to another user, and this program may not take it back.',
    next: 'Give {path} and what lies in it to the user whom the program runs as. A program that runs notices it within a minute.',
  },
  TARGET_FAILED: {
    sentence: '{target} could not be told to use the new certificate: {reason}.',
    next: 'Settle what the reason names; the deployment can be repeated without a new certificate.',
  },
  TARGET_UNREADABLE: {
    sentence: '{target} could not be asked which certificate it uses: {reason}.',
    next: 'Settle what the reason names. Nobody told {target} anything.',
  },
  TARGET_NOT_GIVEN_BACK: {
    sentence: '{target} could not be given back what it had: {reason}. It may present another certificate, or none.',
    next: 'Settle what the reason names, and look at what {target} presents now.',
  },
  TARGET_NAME_DIFFERS: {
    sentence: '{target} is reached by the name {name}, and the certificate is for {found}. The previous one stays in use.',
    next: 'Have a certificate for {name} used there, or change the name that {target} is reached by.',
  },
  TARGET_KEY_UNFIT: {
    sentence: '{target} cannot use the key of this certificate: {reason}. The previous one stays in use.',
    next: 'Give {target} a certificate with an RSA key that does not lie in a TPM.',
  },
  PROOF_NOT_REACHED: {
    sentence: '{target} did not answer at {address}: {reason}.',
    next: 'Check that {target} is running and listens at {address}.',
  },
  PROOF_WRONG_CERTIFICATE: {
    sentence: '{target} answers with another certificate ({found}) than the one just installed ({expected}).',
    next: 'Restart {target}, or end what answers in its place.',
  },
  PROOF_UNTRUSTED: {
    sentence: 'The certificate that {target} shows does not lead to a root this machine trusts: {reason}.',
    next: 'Check the chain that {target} serves; with a test authority this is expected.',
  },
  PROOF_NOT_VALID: {
    sentence: 'The certificate that {target} shows is valid from {notBefore} to {notAfter}, and by this machine’s clock it is {now}.',
    next: 'Set this machine’s clock.',
  },
  PROOF_WRONG_NAME: {
    sentence: 'The certificate that {target} shows is not for {name}.',
    next: 'Connect by a name the certificate is for.',
  },
} as const
