import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { restoreAgent } from '../../../../src-main/composition/restore.ts'

/** Restores, says each step, and halts for ever at the one it is told: whoever started it pulls the plug there. */
const [folder = '', file = '', passphrase = '', halt = ''] = process.argv.slice(2)
try {
  await restoreAgent({ file, folder, passphrase }, (step) => {
    process.stdout.write(`${step}\n`)
    if (step === halt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
  process.stdout.write('restored\n')
} catch (error) {
  process.stdout.write(`${isRefusal(error) ? error.code : String(error)}\n`)
}
