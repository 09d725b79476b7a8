import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { takeDataLock } from '../../../../src-main/system/lock/data-lock.adapter.ts'

/** Takes the lock of a folder and keeps it until told `release` or killed. */
const [folder = '', mode = ''] = process.argv.slice(2)
try {
  const lock = await takeDataLock({ folder, mode, now: Date.parse('2026-11-03T10:00:00Z'), pid: process.pid })
  console.log('held')
  process.stdin.once('data', async () => {
    await lock.release()
    console.log('released')
    process.stdin.destroy()
  })
} catch (error) {
  console.log(isRefusal(error) ? error.code : String(error))
}
