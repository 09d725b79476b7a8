/** SQLSTATE: connections that break (class 08), a server that is being stopped or begins, or has no place left. */
const serverIsAway = /^(08\w{3}|57P0[1-3]|53300)$/

/** What the system says of a connection that was not made, or has gone. */
const systemSays: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN'],
])

/** What the driver says of it, and the pool, which have no codes for that (postgres.ts gives up what is silent). */
const driverSays =
  /^(Connection terminated|timeout exceeded when trying to connect|the database has gone silent|Client (has encountered a connection error|was closed))/

/** Whether work failed because the database was away, or went away: a matter of minutes, and no fault of whoever asked or wrote it. */
export function isLostConnection(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return serverIsAway.test(code) || systemSays.has(code) || driverSays.test(error.message)
}
