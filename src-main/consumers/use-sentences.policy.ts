import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { UseEffect } from '@mylzip/shared/operations/consumers.ts'
import type { CertificateUse } from './certificate-use.ts'
import { iisBinding } from './follows.policy.ts'
import type { Change } from './preview.policy.ts'

/** What a person is told of a use, or of a change of it. */
export interface Said {
  sentence: string
  /** Null where there is nothing to do. */
  nextStep: string | null
}

/** How it stands. */
export function saidOfUse(use: CertificateUse): Said {
  const { outlook, own, program, standing, subject, target, thumbprint } = use
  const which = own ? `version ${own.version} of the certificate of ${own.name}` : (subject ?? `the certificate ${thumbprint}`)
  const begins = `${program.label} uses ${which}`
  switch (standing) {
    case 'missing':
      return {
        sentence: `${program.label} is set to ${own ? which : `the certificate ${thumbprint}`}, which is in the store no more: it cannot present it.`,
        nextStep: tellAgain(use) ?? chooseAnother(use),
      }
    case 'foreign':
      return { sentence: `${begins}, which is not managed here${end(use)}.`, nextStep: null }
    case 'forgotten':
      return { sentence: `${begins}, which is not managed here any more${end(use)}.`, nextStep: chooseAnother(use) }
    case 'newer':
      return { sentence: `${begins}, which is just being put into its place.`, nextStep: null }
    case 'older':
      return {
        sentence: `${program.label} still uses ${which}, although version ${own?.inUse} is there${end(use)}.`,
        nextStep: tellAgain(use) ?? setUp(use),
      }
    case 'current':
      if (outlook === 'followed') return { sentence: `${begins}, and is told of each new one.`, nextStep: null }
      if (target) return { sentence: `${begins}, which nothing renews by itself${end(use)}.`, nextStep: tellAgain(use) ?? null }
      return { sentence: `${begins}. No target is set up for it, so it goes on with this one${end(use)}.`, nextStep: setUp(use) }
  }
}

/** What the change means for it. */
export function saidOfEffect(use: CertificateUse, effect: UseEffect, change: Pick<Change, 'kind'>): Said {
  const { own, program, target } = use
  const version = `version ${own?.version}`
  switch (effect) {
    case 'switches':
      return { sentence: `${program.label} is told to use the new certificate, and looked at for whether it presents it.`, nextStep: null }
    case 'stays':
      if (change.kind === 'renew')
        return {
          sentence: `${program.label} goes on with the old one, ${version}${end(use)}, because no target is set up for it.`,
          nextStep: setUp(use),
        }
      if (change.kind === 'forget')
        return { sentence: `${program.label} goes on with ${version}${end(use)}, and is told of no other.`, nextStep: chooseAnother(use) }
      return { sentence: `${program.label} goes on with the copy that it has${end(use)}.`, nextStep: null }
    case 'distrusted':
      return {
        sentence: `${program.label} goes on with ${version}, which clients refuse that ask whether it was revoked.`,
        nextStep: target ? chooseAnother(use) : setUp(use),
      }
    case 'loses':
      return {
        sentence: `${program.label} loses its certificate, ${version}: it cannot present it any more.`,
        nextStep: chooseAnother(use),
      }
    case 'untouched':
      return { sentence: `${program.label} uses ${version}, to which nothing happens.`, nextStep: null }
  }
}

function end({ notAfter, outlook }: CertificateUse): string {
  if (notAfter === undefined) return ''
  return ` (${outlook === 'ended' ? 'it ended' : 'it ends'} on ${dayOf(notAfter)})`
}

function dayOf(at: Instant): string {
  return toTimestamp(at).replace(/T.*/, '')
}

function setUp(use: CertificateUse): string {
  return `Set up a target for it (“${adding(use)}”): then it is told of each new certificate.`
}

function chooseAnother(use: CertificateUse): string {
  return `Give it another certificate: by a target (“mylzip targets add ${use.program.kind} --help”), or in its own settings.`
}

/** As far as it is known what is to be typed. */
function adding({ own, program: { kind, place } }: CertificateUse): string {
  const words = `mylzip targets add ${kind}`
  if (!own || kind === 'http-sys' || kind === 'sql-server') return `${words} --help`
  return `${words} ${own.name}${kind === 'iis' ? siteOptions(place) : ''}`
}

/** A target without a name is told of the binding for every name alone. */
function siteOptions(place: string): string {
  const binding = iisBinding(place)
  if (!binding) return ` --site "${place}"`
  const name = binding.hostName === '' ? '' : ` --host-name ${binding.hostName}`
  return ` --site "${binding.site}"${name} --port ${binding.port}`
}

/** Only of what is still managed, and told by a target. The device page is told whenever the certificate is. */
function tellAgain({ own, program: { kind }, target }: CertificateUse): string | undefined {
  if (!own || own.isForgotten || !target) return undefined
  return `Have it told again: “mylzip ${kind === 'device-page' ? `renew ${own.name}` : `targets apply "${target.label}"`}”.`
}
