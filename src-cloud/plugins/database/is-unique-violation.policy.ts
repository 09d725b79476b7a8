/** SQLSTATE 23505, as both drivers say it: somebody else was there first. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}
