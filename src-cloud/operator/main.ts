import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { runCommand } from './commands.ts'

/** What an operator runs beside the server: `operator.js migrate | backup FILE | restore FILE`. */
try {
  process.stdout.write(`${await runCommand(process.argv.slice(2), process.env)}\n`)
} catch (error) {
  process.stderr.write(`${isRefusal(error) ? `${error.code}: ${error.message}` : (error as Error).stack}\n`)
  process.exit(1)
}
