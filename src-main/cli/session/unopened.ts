/** What keeps the agent from being opened, and is what the doctor and support are told about then. */
export const unopened = [
  'DATABASE_DAMAGED',
  'DATABASE_LOST',
  'DATABASE_NEWER',
  'DATABASE_NOT_DURABLE',
  'SECRET_UNREADABLE',
  'KEYS_NEED_DESKTOP',
  'DISK_FULL',
  'DATA_FOLDER_UNWRITABLE',
  'DATA_FOLDER_NOT_PRIVATE',
] as const
