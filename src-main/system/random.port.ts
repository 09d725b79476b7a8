/** Uniform in [0, 1), for jitter; never for secrets. */
export type Random = () => number

/** Bytes fit for keys: `randomBytes` of node:crypto, or a test's own. */
export type RandomBytes = (length: number) => Uint8Array
