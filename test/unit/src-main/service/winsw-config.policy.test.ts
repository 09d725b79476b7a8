import fc from 'fast-check'
import { expect, it } from 'vitest'
import { servicePlaces } from '#main/service/windows-service.policy.ts'
import { winswConfig } from '#main/service/winsw-config.policy.ts'

const places = servicePlaces('C:\\Program Files\\MyL.Zip SSL\\resources\\service\\node.exe')
const options = { dataFolder: 'C:\\ProgramData\\mylzip-ssl', cloudUrl: 'https://cloud.test' }

it('a machine’s own settings for Node change nothing of what runs as the system', () => {
  for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'NODE_COMPILE_CACHE'])
    expect(winswConfig(places, options)).toContain(`<env name="${name}" value=""/>`)
})

it('the document begins with the element in which WinSW looks for its times', () => {
  expect(winswConfig(places, options).startsWith('<service>')).toBe(true)
})

it('nothing that WinSW would read in another way than it is written comes into it', () => {
  const value = fc.string({ unit: fc.constantFrom('a', ' ', '"', '%', '\\', '&', '<', '\n', 'é') })
  fc.assert(
    fc.property(value, (dataFolder) => {
      const spoils = /["%\n]/.test(dataFolder) || dataFolder.endsWith('\\')
      if (spoils) expect(() => winswConfig(places, { ...options, dataFolder })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
      else expect(winswConfig(places, { ...options, dataFolder })).not.toMatch(/&(?!#\d+;)|<argument>[^<]*"/)
    }),
  )
})
