/** Below which the contract's operations lie for programs. */
export const apiPrefix = '/api'
