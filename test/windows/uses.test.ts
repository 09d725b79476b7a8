import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUseReaders } from '#main/consumers/windows/use-readers.ts'
import { readSites } from '#main/deploy-targets/iis/read-sites.ts'
import { readRegistry } from '#main/system/registry/registry.adapter.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'

const isWindows = process.platform === 'win32'

describe.skipIf(noPowerShell)(`who uses which certificate of Windows${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest()
  })
  afterAll(() => under.remove())

  async function sitesOf(text: string) {
    const file = join(under.home, "O'Brien’s $(throw) `n applicationHost.config")
    await writeFile(file, text)
    return readSites(under.powershell, file)
  }
  const configuration = (sites: string) =>
    `<?xml version="1.0" encoding="utf-8"?>\n<configuration><system.applicationHost><sites>${sites}</sites></system.applicationHost></configuration>`

  test.skipIf(isWindows)('where none of these programs is, each reader answers none', async () => {
    for (const reader of createUseReaders(under.powershell)) expect({ [reader.kind]: await reader.look() }).toEqual({ [reader.kind]: [] })
  })

  test('a key of the registry that is not there is no error, whatever its name means to PowerShell', async () => {
    const nowhere = ['SOFTWARE\\MyL.Zip\\nowhere', "SOFTWARE\\$(throw) `n ' “ 👩‍💻\\*", '*\\nowhere\\*', '\\', '']
    if (!isWindows) expect(await readRegistry(under.powershell, nowhere)).toEqual([])
    expect(await readRegistry(under.powershell, ['SOFTWARE\\MyL.Zip\\nowhere'])).toEqual([])
  })

  test.skipIf(!isWindows)('texts, numbers and bytes of the registry are read (needs Windows)', async () => {
    const [version] = await readRegistry(under.powershell, ['SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'])
    expect(version?.number('CurrentMajorVersionNumber')).toBeGreaterThanOrEqual(10)
    expect(version?.text('CurrentBuild')).toMatch(/^\d+$/)
    expect(version?.bytes('DigitalProductId')?.length).toBeGreaterThan(0)
    expect((await readRegistry(under.powershell, ['SYSTEM\\CurrentControlSet\\Services\\*\\Parameters'])).length).toBeGreaterThan(5)
  })

  test('the sites of IIS are read from its configuration, with names that mean a lot to PowerShell', async () => {
    const name = "O'Brien’s “$(throw)” `n &amp; &lt;👩‍💻&gt;"
    const { found, installed, unreadable } = await sitesOf(
      configuration(`
        <site name="${name}" id="1">
          <bindings>
            <binding protocol="http" bindingInformation="*:80:" />
            <binding protocol="https" bindingInformation="*:443:www.acme.test" sslFlags="1" />
            <binding protocol="https" bindingInformation="[::1]:8443:" />
          </bindings>
          <hsts enabled="true" max-age="300" />
        </site>
        <siteDefaults><bindings><binding protocol="https" bindingInformation="*:9:" /></bindings></siteDefaults>`),
    )
    expect({ installed, unreadable }).toEqual({ installed: true, unreadable: [] })
    expect(found).toEqual([
      {
        name: "O'Brien’s “$(throw)” `n & <👩‍💻>",
        bindings: [
          { address: '*', port: 443, hostName: 'www.acme.test', sni: true, central: false },
          { address: '::1', port: 8443, hostName: '', sni: false, central: false },
        ],
        hsts: { enabled: true, maxAge: 300 },
      },
    ])
  })

  test('a configuration that is damaged is told, and no file that it names is fetched', async () => {
    expect(await sitesOf(configuration('<site name="a"'))).toMatchObject({ installed: true, found: [] })
    const secret = join(under.home, 'secret')
    await writeFile(secret, 'told to nobody')
    const foreign = `<!DOCTYPE a [<!ENTITY e SYSTEM "file://${secret}">]><configuration>&e;</configuration>`
    const { found, unreadable } = await sitesOf(foreign)
    expect({ found, told: unreadable.length }).toEqual({ found: [], told: 1 })
    expect(unreadable.join()).not.toContain('told to nobody')
  })

  test('where IIS is not installed there are no sites', async () => {
    expect(await readSites(under.powershell, join(under.home, 'nowhere'))).toEqual({ installed: false, found: [], unreadable: [] })
  })
})
