import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { authorityScenes } from './scenes/authorities.ts'
import { scenes } from './scenes.ts'

const at = '#/settings'

/** Chromium itself says so of each answer that is a refusal. */
const refusedOnce = (complaints: string[]) => expect(complaints.splice(0)).toEqual([expect.stringContaining('status of 4')])

describe.skipIf(missingBrowser)(`certificate authorities in the settings${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()

  test('another one is looked at, joins the order at its end, is moved up, and leaves it again', async () => {
    const { page, agent } = await dashboards.open(
      { ...authorityScenes.authorities, offers: { profiles: [{ name: 'classic', description: 'The usual one' }] } },
      { at },
    )
    const group = page.getByRole('region', { name: 'Certificate authorities' })
    await group.getByText('1. Let’s Encrypt').waitFor()
    await group.getByLabel('Address', { exact: true }).fill('ca.example')
    await group.getByText('This is no address that an authority can have').waitFor()
    await group.getByLabel('Address', { exact: true }).fill('https://ca.example/directory')
    await group.getByRole('button', { name: 'Look at it' }).click()
    await group.getByText('ca.example answers.').waitFor()
    await group.getByText('Profiles: classic').waitFor()
    await group.getByRole('button', { name: 'Add it at the end' }).click()
    await group.getByText('3. ca.example').waitFor()
    await group.getByRole('button', { name: 'Move up: ca.example' }).click()
    await group.getByText('2. ca.example').waitFor()
    await group.getByRole('button', { name: 'Take out of the order: ZeroSSL' }).click()
    await group.getByText('3. ZeroSSL').waitFor({ state: 'detached' })
    expect(agent.asked).toEqual([
      'setOrder Let’s Encrypt, ZeroSSL, ca.example',
      'setOrder Let’s Encrypt, ca.example, ZeroSSL',
      'remove https://acme.zerossl.com/v2/DV90',
    ])
    expect(await axeFindings(page)).toEqual([])
  })

  test('a key made beforehand is given and not shown again', async () => {
    const { page, agent } = await dashboards.open(authorityScenes.authorities, { at })
    await page.getByText('It wants an account that is made with it beforehand.').waitFor()
    await page.getByRole('button', { name: 'Account and trust: ZeroSSL' }).click()
    await page.getByLabel('Key ID').fill('kid-7')
    await page.getByLabel('HMAC key').fill('c2VjcmV0LXNlY3JldC1zZWNyZXQ')
    await page.getByRole('button', { name: 'Keep these' }).click()
    await page.getByText('The account belongs to kid-7.').waitFor()
    expect(await page.getByLabel('HMAC key').inputValue()).toBe('')
    expect(agent.asked).toEqual(['setBinding kid-7'])
    expect(await axeFindings(page)).toEqual([])
  })

  test('whom the authority writes to is changed, and may be nobody; what is no address is said at once', async () => {
    const { page, agent } = await dashboards.open(authorityScenes.authorities, { at })
    await page.getByRole('button', { name: 'Account and trust: Let’s Encrypt' }).click()
    await page.getByText('The authority writes to nobody.').waitFor()
    const mail = page.getByLabel('E-mail address')
    await mail.fill('desk')
    await page.getByText('“desk” is no e-mail address.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await mail.fill('desk@acme.example; it@acme.example')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The authority writes to desk@acme.example, it@acme.example.').waitFor()
    await mail.fill('')
    await mail.press('Enter')
    await page.getByText('The authority writes to nobody.').waitFor()
    expect(agent.asked).toEqual(['updateContact desk@acme.example it@acme.example', 'updateContact nobody'])
  })

  test('the account gets another key when somebody wants it, and a change that was not finished is said', async () => {
    const { page, agent } = await dashboards.open(authorityScenes['account-key-pending'], { at })
    await page.getByRole('button', { name: 'Account and trust: Let’s Encrypt' }).click()
    await page.getByText('A change was begun and not finished.').waitFor()
    await page.getByRole('button', { name: 'Change the key' }).click()
    await page.getByText('The account has a new key.').waitFor()
    await page.getByText('A change was begun and not finished.').waitFor({ state: 'detached' })
    expect(agent.asked).toEqual(['rollKey https://acme-v02.api.letsencrypt.org/directory'])
    expect(await axeFindings(page)).toEqual([])
  })

  test('an account is given up by who has read what depends on it and has typed its name, and another one can be opened', async () => {
    const { page, agent } = await dashboards.open(authorityScenes.authorities, { at })
    await page.getByRole('button', { name: 'Account and trust: ca.intranet.example' }).click()
    await page.getByRole('button', { name: 'Give it up…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Give up this device’s account at ca.intranet.example?' })
    await dialog.getByText('The account never comes back.').waitFor()
    await dialog.getByText('printer.intranet.example is ordered there alone, and ends 12 February 2027 without being renewed.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 480 })
    expect(await dialog.evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(320)
    await dialog.getByRole('textbox').fill('ca.intranet.example')
    await dialog.getByRole('button', { name: 'Give it up' }).click()
    await page.getByText('It was given up for good. Another one can be opened.').waitFor()
    await page.getByRole('button', { name: 'Open an account now' }).click()
    await page.getByText('It is there and can be used.').waitFor()
    const directory = 'https://ca.intranet.example/acme/acme/directory'
    expect(agent.asked).toEqual([`deactivate ${directory}`, `openAccount ${directory}`])
  })

  test('who may operate and no more reads at each of these who can do it, and everything stays as it is', async () => {
    const { page, agent, complaints } = await dashboards.open(authorityScenes.authorities, { at, access: 'operate' })
    await page.getByRole('button', { name: 'Account and trust: Let’s Encrypt' }).click()
    const wayOn = page.getByText('Open the dashboard from the program of somebody who administers this machine.')
    await page.getByRole('button', { name: 'Change the key' }).click()
    await wayOn.waitFor()
    await page.getByLabel('E-mail address').fill('desk@acme.example')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => wayOn.count()).toBe(2)
    await page.getByRole('button', { name: 'Give it up…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Give up this device’s account at Let’s Encrypt?' })
    await dialog.getByRole('textbox').fill('acme-v02.api.letsencrypt.org')
    await dialog.getByRole('button', { name: 'Give it up' }).click()
    await dialog.getByText('The account was not given up.').waitFor()
    await dialog.getByText('Open the dashboard from the program of somebody who administers this machine.').waitFor()
    expect(agent.asked).toEqual([])
    expect(complaints.splice(0)).toEqual(Array(3).fill(expect.stringContaining('403')))
  })

  test('before the root of an authority is taken away a person reads which certificates depend on it, and types its name', async () => {
    const { page, agent } = await dashboards.open(authorityScenes.authorities, { at })
    await page.getByRole('button', { name: 'Account and trust: ca.intranet.example' }).click()
    await page.getByText('CN=Intranet Root CA').waitFor()
    await page.getByRole('button', { name: 'Take the trust away' }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('printer.intranet.example is ordered there alone, and ends 12 February 2027 without being renewed.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('textbox').fill('ca.intranet.example')
    await dialog.getByRole('button', { name: 'Take the trust away' }).click()
    await page.getByText('CN=Intranet Root CA').waitFor({ state: 'detached' })
    expect(agent.asked).toEqual(['distrust https://ca.intranet.example/acme/acme/directory'])
  })

  test('one that this machine does not trust is not a dead end: its root may be given', async () => {
    const { page, complaints } = await dashboards.open(authorityScenes['authority-untrusted'], { at })
    await page.getByLabel('Address', { exact: true }).fill('https://ca.intranet.example/acme/acme/directory')
    await page.getByRole('button', { name: 'Look at it' }).click()
    const trust = page.getByText('If it is your own, give its root certificate:')
    await trust.waitFor()
    await page.getByRole('button', { name: 'Trust it by its root…' }).first().waitFor()
    // Another address was typed: that one was not looked at yet.
    await page.getByLabel('Address', { exact: true }).fill('https://ca.elsewhere.example/directory')
    await trust.waitFor({ state: 'detached' })
    refusedOnce(complaints)
  })

  test('what the organisation has set is said to be set by it, and cannot be changed', async () => {
    const { page } = await dashboards.open(authorityScenes['set-by-organisation'], { at })
    const group = page.getByRole('region', { name: 'Certificate authorities' })
    await group.getByText('Certificates are ordered at Let’s Encrypt.').waitFor()
    expect(await group.getByRole('button', { name: /^Move|^Take out|^Look/ }).count()).toBe(0)
    await group.getByRole('button', { name: 'Account and trust: ZeroSSL' }).click()
    expect(await group.getByRole('combobox', { name: 'Whose account orders' }).isDisabled()).toBe(true)
    expect(await axeFindings(page)).toEqual([])
  })

  test('who may not change it reads why, who can, and keeps what there is', async () => {
    const refuseSettings = new Refusal('SET_BY_ORGANISATION', { what: 'the certificate authorities', value: 'Let’s Encrypt', version: 4 })
    const { page, complaints } = await dashboards.open({ ...authorityScenes.authorities, refuseSettings }, { at })
    await page.getByRole('button', { name: 'Move down: Let’s Encrypt' }).click()
    await page.getByText('This was not changed.').waitFor()
    await page.getByText('1. Let’s Encrypt').waitFor()
    refusedOnce(complaints)
  })

  test('who chose none reads which one is the usual', async () => {
    const { page } = await dashboards.open({ ...scenes.protected, authorities: [] }, { at })
    await page.getByText('New certificates are ordered at 127.0.0.1:14000, because no other was chosen.').waitFor()
    await page.setViewportSize({ width: 320, height: 256 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})
