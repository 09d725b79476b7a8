/** What keeps a key from being made in the TPM, as far as it is known beforehand. */
export const inTpm = ['TPM_MISSING', 'TPM_KEY_TYPE', 'TPM_IMPOSSIBLE'] as const
