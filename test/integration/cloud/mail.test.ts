import { randomUUID } from 'node:crypto'
import { day, minute } from '@mylzip/shared/domain/time.ts'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Mailer } from '#cloud/modules/mail/mailer.port.ts'
import { createSmtpMailer } from '#cloud/modules/mail/smtp.adapter.ts'
import { keepMails } from '#cloud/practice/mails/kept-mails.adapter.ts'
import { leapingClock, startCloud, startCloudAlone } from '../../support/cloud.ts'
import { openPglite } from '../../support/cloud-databases.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsSmtp, smtpIsThere, startSmtpServer, type TestSmtpServer } from '../../support/smtp-server.ts'
import { createVisitor } from '../../support/web-visitor.ts'

const from = 'MyL.Zip SSL <no-reply@myl.test>'
const urlOf = (port: number) => `smtp://cloud:open%3Asesame@127.0.0.1:${port}`
const mailTo = (to: string) => ({ id: randomUUID(), to, subject: 'Grüße', text: 'Übung ✓\n.\nhttps://cloud.myl.test/x?token=abc=\n' })

describe('a mailer takes a mail over', () => {
  it('in practice, where it is kept for one page', async () => {
    const mailer = keepMails(() => 0)
    await mailer.send(mailTo('nora@people.test'))
    expect(mailer.all()).toMatchObject([{ to: 'nora@people.test', subject: 'Grüße' }])
  })

  describe.skipIf(!smtpIsThere)(`by SMTP (${needsSmtp})`, () => {
    let server: TestSmtpServer
    let mailer: Mailer
    afterEach(async () => {
      await mailer?.close()
      await server?.stop()
    })

    it('with address, subject and text as they were, and no place for an absence note', async () => {
      server = await startSmtpServer()
      mailer = createSmtpMailer({ url: urlOf(server.port), from })
      const mail = mailTo('nora@people.test')
      await mailer.send(mail)
      await expect.poll(() => server.mails).toHaveLength(1)
      expect(server.mails[0]).toMatchObject({ from: 'no-reply@myl.test', to: ['nora@people.test'] })
      expect(server.mails[0]?.headers).toMatchObject({
        from: '"MyL.Zip SSL" <no-reply@myl.test>',
        to: 'nora@people.test',
        subject: 'Grüße',
        'auto-submitted': 'auto-generated',
        'message-id': `<${mail.id}@myl.test>`,
      })
      expect(server.mails[0]?.text.replaceAll('\r\n', '\n')).toBe(mail.text)
    })

    it('and says whether trying again is of use', async () => {
      server = await startSmtpServer()
      mailer = createSmtpMailer({ url: urlOf(server.port), from })
      await expect(mailer.send(mailTo('refused@people.test'))).rejects.toMatchObject({ code: 'MAIL_REFUSED', data: { reason: '550' } })
      await expect(mailer.send(mailTo('later@people.test'))).rejects.not.toMatchObject({ code: 'MAIL_REFUSED' })
      const stranger = createSmtpMailer({ url: `smtp://cloud:wrong@127.0.0.1:${server.port}`, from })
      await expect(stranger.send(mailTo('nora@people.test'))).rejects.not.toMatchObject({ code: 'MAIL_REFUSED' })
      await stranger.close()
    })

    it('never without TLS to a server elsewhere', async () => {
      server = await startSmtpServer()
      // Leads to this machine all the same, but is none of loopback's own addresses.
      mailer = createSmtpMailer({ url: `smtp://cloud:open%3Asesame@0.0.0.0:${server.port}`, from })
      await expect(mailer.send(mailTo('nora@people.test'))).rejects.toMatchObject({ code: 'ETLS' })
      expect(server.mails).toEqual([])
    })
  })
})

async function ask(url: string, email: string) {
  const somebody = createVisitor(url)
  await somebody.open('/sign-up')
  expect((await somebody.submit({ email })).status).toBe(200)
}

describe.skipIf(!smtpIsThere)(`mails that the cloud has promised (${needsSmtp})`, () => {
  it('wait while the mail server is down, and are sent once it is back', async () => {
    const [port = 0] = await freePorts(1)
    const mailer = createSmtpMailer({ url: urlOf(port), from })
    const cloud = await startCloudAlone({ mailer })
    onTestFinished(async () => {
      await cloud.close()
      await mailer.close()
    })
    await ask(cloud.url, 'nora@people.test')
    await cloud.outbox.sendDue()
    await expect.poll(() => rows(cloud.db)).toMatchObject([{ tries: 1, last_error: expect.stringContaining('ECONNREFUSED') }])
    const server = await startSmtpServer(port)
    onTestFinished(server.stop)
    cloud.clock.pass(2 * minute)
    await cloud.outbox.sendDue()
    await expect.poll(() => server.mails.map(({ to }) => to)).toEqual([['nora@people.test']])
    expect(await rows(cloud.db)).toEqual([])
  })

  it('to no mailbox are given up at once, those to be tried later after three days', async () => {
    const server = await startSmtpServer()
    const mailer = createSmtpMailer({ url: urlOf(server.port), from })
    const cloud = await startCloudAlone({ mailer })
    onTestFinished(async () => {
      await cloud.close()
      await mailer.close()
      await server.stop()
    })
    await ask(cloud.url, 'refused@people.test')
    await ask(cloud.url, 'later@people.test')
    await cloud.outbox.sendDue()
    const given = async () => (await rows(cloud.db)).filter(({ given_up_at }) => given_up_at !== null).length
    await expect.poll(given).toBe(1)
    cloud.clock.pass(3 * day)
    await cloud.outbox.sendDue()
    await expect.poll(given).toBe(2)
    expect(JSON.stringify(cloud.log.lines)).not.toContain('@people.test')
  })
})

it('a mail that an instance took and died with is sent by another', async () => {
  const database = await openPglite()
  const clock = leapingClock()
  const dying = await startCloud({
    db: database.db,
    clock,
    mailer: { send: () => new Promise(() => undefined), close: async () => undefined },
  })
  const other = await startCloud({ db: database.db, clock })
  try {
    await ask(dying.url, 'nora@people.test')
    const taken = dying.outbox.sendDue()
    await expect.poll(async () => (await rows(database.db)).map(({ tries }) => tries)).toEqual([1])
    expect(await other.mailbox.to('nora@people.test')).toEqual([])
    clock.pass(3 * minute)
    expect(await other.mailbox.to('nora@people.test')).toHaveLength(1)
    expect(await rows(database.db)).toEqual([])
    void taken
  } finally {
    await other.close()
    await dying.app.close()
    await dying.dns.close()
    await database.close()
  }
})

it('a mail server that is silent, and many mails that wait, keep an instance from ending no longer than those that were begun', async () => {
  const { promise: silence, reject: end } = Promise.withResolvers<void>()
  let tried = 0
  const send = () => {
    tried++
    return silence
  }
  const cloud = await startCloudAlone({ mailer: { send, close: async () => undefined } })
  const post = (n: number) => cloud.outbox.post(cloud.db, { to: `p${n}@people.test`, subject: 'x', text: 'x' })
  await Promise.all(Array.from({ length: 15 }, (_, n) => post(n)))
  await expect.poll(() => tried, { timeout: 5_000 }).toBe(5)
  const closed = cloud.close()
  end(new Error('it said nothing'))
  await closed
  expect(tried).toBe(5)
})

it('what waits in the outbox is sealed: nobody who reads the database finds a link there', async () => {
  const mailer: Mailer = { send: () => Promise.reject(new Error('down')), close: async () => undefined }
  const cloud = await startCloudAlone({ mailer })
  onTestFinished(cloud.close)
  await ask(cloud.url, 'nora@people.test')
  const [row] = await cloud.db.selectFrom('mail_outbox').selectAll().execute()
  expect(JSON.stringify(row)).not.toMatch(/nora|token|mylzip_mail/)
})

function rows(db: Parameters<typeof startCloud>[0]['db']) {
  return db.selectFrom('mail_outbox').select(['tries', 'last_error', 'given_up_at']).execute()
}
