/** Each entry runs once, in order; `PRAGMA user_version` counts those that have. Never change one that was released. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    thumbprint TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    contact TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('valid', 'deactivated')),
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    profile TEXT NOT NULL,
    names TEXT NOT NULL,
    replaces TEXT,
    expires_at INTEGER NOT NULL,
    error TEXT,
    certificate_id TEXT
  ) STRICT;
  CREATE INDEX orders_account ON orders (account_id);
  CREATE INDEX orders_replaces ON orders (replaces) WHERE replaces IS NOT NULL;

  CREATE TABLE authorizations (
    id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    wildcard INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'valid', 'invalid', 'deactivated')),
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX authorizations_order ON authorizations (order_id);
  CREATE INDEX authorizations_name ON authorizations (account_id, name);

  CREATE TABLE challenges (
    id TEXT PRIMARY KEY,
    authorization_id TEXT NOT NULL REFERENCES authorizations (id),
    type TEXT NOT NULL,
    token TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'processing', 'valid', 'invalid')),
    validated_at INTEGER,
    error TEXT
  ) STRICT;
  CREATE INDEX challenges_authorization ON challenges (authorization_id);

  CREATE TABLE certificates (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    order_id TEXT NOT NULL REFERENCES orders (id),
    names TEXT NOT NULL,
    serial TEXT NOT NULL UNIQUE,
    ari_id TEXT NOT NULL UNIQUE,
    chain TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    revoked_at INTEGER,
    revocation_reason INTEGER,
    suggested TEXT
  ) STRICT;
  `,
]
