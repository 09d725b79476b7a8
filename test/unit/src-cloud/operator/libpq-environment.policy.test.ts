import { expect, it } from 'vitest'
import { libpqEnvironment } from '#cloud/operator/libpq-environment.policy.ts'

it('says everything in the environment that a connection needs', () => {
  expect(libpqEnvironment('postgres://cloud:p%40ss@db.example:5433/the%20cloud?sslmode=verify-full&sslrootcert=/etc/ca.pem')).toEqual({
    ...{ PGHOST: 'db.example', PGPORT: '5433', PGUSER: 'cloud', PGPASSWORD: 'p@ss', PGDATABASE: 'the cloud' },
    ...{ PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/etc/ca.pem' },
  })
  expect(libpqEnvironment('postgres://[::1]/x')).toEqual({ PGHOST: '::1', PGDATABASE: 'x' })
})
