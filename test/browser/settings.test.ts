import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { missingBrowser } from '../support/browser.ts'
import { createDashboardSuite, type Dashboard, type DashboardSuite } from '../support/dashboard.ts'
import { scenes } from './scenes.ts'

const at = '#/settings'

describe.skipIf(missingBrowser)(`the settings${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  let suite: DashboardSuite
  let dashboard: Dashboard
  beforeAll(async () => {
    suite = await createDashboardSuite()
  })
  afterEach(() => dashboard.close())
  afterAll(() => suite?.close())

  const lan = () => dashboard.page.getByRole('switch', { name: 'Publish this device’s local addresses' })
  const devicePage = () => dashboard.page.getByRole('switch', { name: 'Let other machines on the network open the device page' })

  test('before anybody agrees they read that anyone can see the addresses; agreeing is effective at once', async () => {
    dashboard = await suite.open(scenes.protected, { at })
    await dashboard.page.getByText('published in the public DNS, where anyone can read them').waitFor()
    expect(await lan().isChecked()).toBe(false)
    await lan().click()
    await dashboard.page.getByText('192.168.7.23').waitFor()
    expect(await lan().isChecked()).toBe(true)
    expect(dashboard.agent.asked).toEqual(['publishLanAddresses true'])
  })

  test('the device page opens to the network, and only the agent’s word moves the switch', async () => {
    dashboard = await suite.open(scenes.protected, { at })
    await devicePage().click()
    await dashboard.page.getByText('Any machine on this network can open it.').waitFor()
    expect(dashboard.agent.asked).toEqual(['openDevicePage true'])
  })

  test('a page that may not administer is told so, and the switch stays as it was', async () => {
    dashboard = await suite.open(scenes.protected, { at, access: 'operate' })
    await devicePage().click()
    await dashboard.page.getByText('This needs the right to administer, which this caller does not have.').waitFor()
    expect(await devicePage().isChecked()).toBe(false)
    expect(dashboard.agent.asked).toEqual([])
  })

  test('a cloud that does not answer leaves the consent as it was, and says why', async () => {
    const refuseSettings = new Refusal('CLOUD_UNREACHABLE', { cloud: 'http://127.0.0.1:18080', reason: 'connection refused' })
    dashboard = await suite.open({ ...scenes.protected, refuseSettings }, { at })
    await lan().click()
    await dashboard.page.getByText('The MyL.Zip cloud at http://127.0.0.1:18080 does not answer').waitFor()
    expect(await lan().isChecked()).toBe(false)
  })

  test('a network whose DNS does not know the name is named as the reason', async () => {
    dashboard = await suite.open(scenes['published-addresses'], { at })
    await dashboard.page.getByText('On this network the name is not known.').waitFor()
    await dashboard.page.getByText('Checked 4 hours ago').waitFor()
  })

  test('who wants the dark colours has them at once, and after the page was loaded again', async () => {
    dashboard = await suite.open(scenes.protected, { at, context: { colorScheme: 'light' } })
    const { page } = dashboard
    const background = () => page.locator('.fui-FluentProvider').evaluate((element) => getComputedStyle(element).backgroundColor)
    const choice = page.getByRole('combobox', { name: 'Colours' })
    await choice.waitFor()
    const light = await background()
    await choice.selectOption({ label: 'Dark' })
    await expect.poll(background).not.toBe(light)
    await page.reload()
    await choice.waitFor()
    expect(await choice.inputValue()).toBe('dark')
    expect(await background()).not.toBe(light)
  })

  test('renewals are paused for an hour and go on, each with one press and at once', async () => {
    dashboard = await suite.open(scenes.protected, { at, access: 'operate' })
    const { page } = dashboard
    await page.getByRole('button', { name: 'Pause for an hour' }).click()
    await page.getByText('and go on by themselves then').waitFor()
    await page.getByRole('button', { name: 'End the pause' }).click()
    await page.getByText('They can wait for an hour').waitFor()
    expect(dashboard.agent.asked).toEqual(['pause 60', 'resume'])
  })

  test('the kind of key of new certificates is chosen at once; a refusal leaves it as it was and says why', async () => {
    dashboard = await suite.open({ ...scenes.protected, tpmHere: true }, { at })
    const { page } = dashboard
    await page.getByRole('combobox', { name: 'Kind of key' }).selectOption({ label: 'ECDSA P-256' })
    await page.getByRole('combobox', { name: 'Where keys are made' }).selectOption({ label: 'In the TPM' })
    await expect.poll(() => dashboard.agent.asked).toEqual(['usual {"keyType":"p-256"}', 'usual {"keyUse":"tpm"}'])
    await dashboard.close()
    const refuseSettings = new Refusal('LICENCE_REQUIRED', { feature: 'short-lived certificates', plan: 'Premium' })
    dashboard = await suite.open({ ...scenes.protected, refuseSettings }, { at })
    const profile = dashboard.page.getByRole('combobox', { name: 'Profile' })
    await profile.selectOption('shortlived')
    await dashboard.page.getByText('Your plan does not have short-lived certificates').waitFor()
    expect(await profile.inputValue()).toBe('')
  })

  test('a kind of key that the organisation has set is shown as set by it, and cannot be changed', async () => {
    dashboard = await suite.open({ ...scenes.protected, policy: { version: 4, rules: { keyType: 'p-384' } } }, { at })
    const keyType = dashboard.page.getByRole('combobox', { name: 'Kind of key' })
    await keyType.waitFor()
    expect(await keyType.inputValue()).toBe('p-384')
    expect(await keyType.isDisabled()).toBe(true)
    await dashboard.page.getByText('Set by your organisation. It cannot be changed here.').waitFor()
  })
})
