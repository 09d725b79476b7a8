/** Below out/database-template: PostgreSQL's files alone, so that no stamp of ours is copied into a database. */
export const templateFolder = 'pgdata'
