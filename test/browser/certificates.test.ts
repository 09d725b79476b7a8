import { readFile } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { describe, expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { missingBrowser } from '../support/browser.ts'
import { type Dashboard, shownText } from '../support/dashboard.ts'
import { dashboardsForTests } from '../support/dashboards-for-tests.ts'
import { certificateId, name } from '../support/samples.ts'
import { certificateScenes as scenes } from './scenes/certificates.ts'

const at = '#/certificates'
const opened = `${at}/${certificateId}`

describe.skipIf(missingBrowser)(`the certificates${missingBrowser ? ` (${missingBrowser})` : ''}`, () => {
  const dashboards = dashboardsForTests()
  let dashboard: Dashboard

  const rows = () => dashboard.page.locator('[role=row][data-index]')
  const press = (key: string) => dashboard.page.keyboard.press(key)
  const button = (label: string) => dashboard.page.getByRole('button', { name: label, exact: true })
  const panel = () => dashboard.page.getByRole('dialog', { name, exact: true })
  const exporting = () => dashboard.page.getByRole('dialog', { name: 'Export the certificate' })
  /** Looking at what programs use changes nothing, and happens as often as there is news. */
  const asked = () => dashboard.agent.asked.filter((what) => what !== 'consumers')
  const focused = () => dashboard.page.evaluate(() => document.activeElement?.textContent ?? '')

  test('what needs somebody comes first; a heading sorts, the search leaves what has every word, and all of it can be copied', async () => {
    dashboard = await dashboards.open(scenes.several, { at })
    await rows().first().waitFor()
    expect(await shownText(rows().first())).toContain('Attention')
    await dashboard.page.getByRole('columnheader', { name: 'Names' }).getByText('Names').click()
    expect(await shownText(rows().first())).toContain('intranet.example')
    await dashboard.page.getByRole('searchbox').fill('MAIL protected')
    await dashboard.page.getByText('1 of 4').first().waitFor()
    await button('Copy all').click()
    const copied = await dashboard.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe('State\tNames\tIssuer\tValid until\tUsed by\nProtected\tmail.example\tPractice Intermediate 1\t4 December\t–')
    await dashboard.page.getByRole('searchbox').fill('nobody')
    await button('Show all').click()
    expect(await rows().count()).toBe(4)
  })

  test('without a mouse one goes through the rows, opens one and comes back to it', async () => {
    dashboard = await dashboards.open(scenes.several, { at })
    await rows().first().focus()
    await press('End')
    await expect.poll(focused).toContain('mail.example')
    await press('ArrowUp')
    await expect.poll(focused).toContain(name)
    await press('Space')
    await press('Control+c')
    expect(await dashboard.page.evaluate(() => navigator.clipboard.readText())).toContain(name)
    await press('Enter')
    await panel().waitFor()
    await press('Escape')
    await panel().waitFor({ state: 'detached' })
    await expect.poll(focused).toContain(name)
  })

  test('of 500 certificates a handful is drawn, the last is one key away, and a small window shows cards', async () => {
    dashboard = await dashboards.open(scenes.many, { at })
    await rows().first().waitFor()
    expect(await dashboard.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('501')
    expect(await rows().count()).toBeLessThan(50)
    await rows().first().focus()
    await press('End')
    await expect.poll(focused).toContain('host-499')
    expect(await rows().count()).toBeLessThan(50)
    await dashboard.page.setViewportSize({ width: 320, height: 256 })
    await dashboard.page.getByRole('combobox', { name: 'Sort by' }).waitFor()
    expect(await dashboard.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })

  test('who has none reads what will be here, and how to order the first', async () => {
    dashboard = await dashboards.open(scenes.empty, { at })
    const order = dashboard.page.getByRole('link', { name: 'Order a certificate' })
    expect(await order.getAttribute('href')).toBe('#/certificates/new')
  })

  test('one that is open says how it stands, where its key has been, who vouches for it, and what was before', async () => {
    dashboard = await dashboards.open(scenes.travelled, { at: opened, context: { reducedMotion: 'reduce' } })
    await panel().waitFor()
    for (const words of [
      'Safe until 12 February 2027.',
      'Made on this device on 3 November, given out once, kept in the certificate folder.',
      '2 backups were made since, which may hold it too.',
      'It leads to no root that this machine trusts.',
      'Version 3, in use',
      'revoked 18 days ago · Another one takes its place',
    ])
      await panel().getByText(words).first().waitFor()
    const folded = panel().locator('[aria-expanded=false]')
    while ((await folded.count()) > 0) await folded.first().click()
    await panel().getByText('as pfx, under a password').waitFor()
    expect(await axeFindings(dashboard.page)).toEqual([])
    await dashboard.page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => axeFindings(dashboard.page), { timeout: 10_000 }).toEqual([])
    await dashboard.page.setViewportSize({ width: 320, height: 480 })
    expect(await panel().evaluate((element) => element.scrollWidth)).toBeLessThanOrEqual(320)
  })

  test('a key of an hour ago was made on a day, not on an hour', async () => {
    dashboard = await dashboards.open(scenes.fresh, { at: opened })
    // Said of the one in use, and of its version.
    await expect.poll(() => panel().getByText('Made on this device on 21 November, never given out').count()).toBe(2)
    await panel().getByText('21 November to 12 February 2027').waitFor()
  })

  test('one is given out as a file, and the password made for it is shown once', async () => {
    dashboard = await dashboards.open(scenes.several, { at: opened })
    await panel().getByRole('button', { name: 'Export' }).click()
    const download = dashboard.page.waitForEvent('download')
    await exporting().getByRole('button', { name: 'Export' }).click()
    expect(await readFile(await (await download).path(), 'utf8')).toBe('what a file holds')
    expect((await download).suggestedFilename()).toBe('intranet.pfx')
    await dashboard.page.getByText('kite-laser-47-orbit').waitFor()
    await expect.poll(focused).toBe('Copy the password')
    await button('Copy the password').click()
    expect(await dashboard.page.evaluate(() => navigator.clipboard.readText())).toBe('kite-laser-47-orbit')
    await button('Done').click()
    await dashboard.page.getByText('kite-laser-47-orbit').waitFor({ state: 'detached' })
    expect(asked()).toEqual(['export pfx one-time'])
  })

  test('the password stays until it is said to be done, wherever the page was led meanwhile; a form that was not handed in goes with its screen', async () => {
    dashboard = await dashboards.open(scenes.several, { at: opened })
    const { page } = dashboard
    const go = (to: string) =>
      page.evaluate((hash) => {
        window.location.hash = hash
      }, to)
    await panel().getByRole('button', { name: 'Export' }).click()
    await exporting().waitFor()
    await go('#/settings')
    await exporting().waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await go(opened)
    await panel().getByRole('button', { name: 'Export' }).click()
    await exporting().getByRole('button', { name: 'Export' }).click()
    await page.getByText('kite-laser-47-orbit').waitFor()
    // As the program’s icon does, and the browser’s own way back.
    await go('#/settings')
    await page.locator('main').getByText('Colours', { exact: true }).first().waitFor({ state: 'attached' })
    await button('Copy the password').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('kite-laser-47-orbit')
    expect(await axeFindings(page)).toEqual([])
    await button('Done').click()
    await page.getByText('kite-laser-47-orbit').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  })

  test('a password of one’s own is asked for twice', async () => {
    dashboard = await dashboards.open(scenes.several, { at: opened })
    await panel().getByRole('button', { name: 'Export' }).click()
    const dialog = exporting()
    await dialog.getByRole('radio', { name: 'With a password of my own' }).click()
    await dialog.getByLabel('Password', { exact: true }).fill('one')
    await dialog.getByLabel('Password once more').fill('other')
    await dialog.getByRole('button', { name: 'Export' }).click()
    await dialog.getByText('The two are not the same.').waitFor()
    expect(asked()).toEqual([])
    await dialog.getByLabel('Password once more').fill('one')
    await dialog.getByRole('button', { name: 'Export' }).click()
    await button('Done').waitFor()
    expect(asked()).toEqual(['export pfx own'])
  })

  test('one is revoked by who has read what it means, and has typed its name', async () => {
    dashboard = await dashboards.open(scenes.several, { at: opened })
    await panel().getByRole('button', { name: 'Revoke' }).click()
    const dialog = dashboard.page.getByRole('alertdialog')
    await dialog.getByText('This cannot be taken back.').waitFor()
    await dialog.getByRole('combobox', { name: 'Reason' }).selectOption('keyCompromise')
    await dialog.getByText('No program of this device is known to use it.').waitFor()
    expect(await axeFindings(dashboard.page)).toEqual([])
    const type = dialog.getByRole('textbox', { name: `To go on, type ${name}` })
    await type.fill('somebody.else')
    await type.press('Enter')
    await type.fill(` ${name.toUpperCase()}`)
    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel().getByText('This certificate was revoked.').waitFor()
    expect(asked()).toEqual(['preview revoke unspecified', 'preview revoke keyCompromise', 'revoke keyCompromise'])
  })

  test('one that is forgotten goes from the table, and this device’s own cannot be', async () => {
    dashboard = await dashboards.open(scenes.several, { at })
    await rows().filter({ hasText: 'mail.example' }).click()
    await button('Forget').click()
    const dialog = dashboard.page.getByRole('alertdialog')
    await dialog.getByRole('checkbox', { name: 'Also take it out' }).click()
    await dialog.getByText('programs that use it from there lose it').waitFor()
    await dialog.getByRole('textbox').fill('mail.example')
    await dialog.getByRole('button', { name: 'Forget' }).click()
    await expect.poll(() => rows().count()).toBe(3)
    expect(asked().at(-1)).toBe('forget mail.example from store')
    await rows().filter({ hasText: name }).click()
    await panel().waitFor()
    expect(await button('Forget').count()).toBe(0)
  })

  test('what the organisation has set is shown and cannot be changed, and only what was changed is told to the agent', async () => {
    dashboard = await dashboards.open(scenes['set-by-organisation'], { at: opened })
    await panel().getByRole('button', { name: 'Change choices' }).click()
    const dialog = dashboard.page.getByRole('dialog', { name: `Choices for ${name}` })
    expect(await dialog.getByRole('combobox', { name: 'Certificate authority' }).isDisabled()).toBe(true)
    expect(await dialog.getByText('Set by your organisation').count()).toBe(3)
    await dialog.getByRole('combobox', { name: 'Key type' }).selectOption('p-384')
    expect(await axeFindings(dashboard.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    await panel().getByText('ECDSA P-384').waitFor()
    expect(asked()).toEqual(['configure {"keyType":"p-384"}'])
  })

  test('a window that may not administer says so and leaves everything as it was', async () => {
    dashboard = await dashboards.open(scenes.several, { at: opened, access: 'operate' })
    await panel().getByRole('button', { name: 'Export' }).click()
    const dialog = exporting()
    await dialog.getByRole('button', { name: 'Export' }).click()
    await dialog.getByText('Nothing was given out.').waitFor()
    expect(asked()).toEqual([])
    expect(dashboard.complaints.splice(0)).toEqual([expect.stringContaining('403')])
  })

  test('a refusal is shown where it was asked for, with its code', async () => {
    const refuseCustody = new Refusal('KEY_NOT_EXPORTABLE', { name })
    dashboard = await dashboards.open({ ...scenes.several, refuseCustody }, { at: opened })
    await panel().getByRole('button', { name: 'Export' }).click()
    const dialog = exporting()
    await dialog.getByRole('button', { name: 'Export' }).click()
    await dialog.getByText('KEY_NOT_EXPORTABLE').waitFor()
    expect(dashboard.complaints.splice(0)).toEqual([expect.stringContaining('409')])
  })
})
