import { join } from 'node:path'
import { makeDatabaseTemplate } from '../../src-cloud/plugins/database/embedded.ts'
import { templateFolder } from './template-folder.ts'

// node database-template.ts DIR: a migrated, empty database to copy at a first start, in DIR/pgdata.
const [folder = ''] = process.argv.slice(2)
await makeDatabaseTemplate(join(folder, templateFolder))
