/** Parameters of a connection URL that libpq reads from its environment (PostgreSQL manual, 34.15). */
const parameters: Record<string, string> = {
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  application_name: 'PGAPPNAME',
  host: 'PGHOST',
  port: 'PGPORT',
}

/** `postgres://user:password@host:port/database?sslmode=…` as PostgreSQL's own programs take it without showing it to anybody. */
export function libpqEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const given = {
    PGHOST: decodeURIComponent(hostname.replace(/^\[|\]$/g, '')),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  }
  const more = [...searchParams].flatMap(([name, value]) => (parameters[name] === undefined ? [] : [[parameters[name], value]]))
  return Object.fromEntries([...Object.entries(given), ...more].filter(([, value]) => value !== ''))
}
