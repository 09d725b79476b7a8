import { writeFileAtomically } from '../../../../src-main/system/files/atomic-file.adapter.ts'

/** Writes one file again and again until it is killed. */
const [file = ''] = process.argv.slice(2)
for (let round = 0; ; round += 1) {
  await writeFileAtomically(file, String(round % 10).repeat(300_000), 0o600)
  if (round === 3) console.log('writing')
}
