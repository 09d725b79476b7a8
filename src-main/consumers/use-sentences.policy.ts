import { inEnglish, type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import type { SayingCode } from '@mylzip/shared/domain/sayings.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { UseEffect } from '@mylzip/shared/operations/consumers.ts'
import type { CertificateUse } from './certificate-use.ts'
import { iisBinding } from './follows.policy.ts'
import type { Change } from './preview.policy.ts'

/** What a person is told of a use, or of a change of it. */
export interface Said {
  sentence: Saying
  /** Undefined where there is nothing to do. */
  next?: Saying | undefined
}

/** How it stands. */
export function saidOfUse(use: CertificateUse): Said {
  const { outlook, own, standing, subject, target } = use
  const about = (code: SayingCode, which = own ? 'use.own' : subject === undefined ? 'use.other' : 'use.subject') =>
    saying(code, { ...factsOf(use), which })
  switch (standing) {
    case 'missing':
      return { sentence: about('use.missing', own ? 'use.own' : 'use.other'), next: tellAgain(use) ?? chooseAnother(use) }
    case 'foreign':
      return { sentence: about('use.foreign') }
    case 'forgotten':
      return { sentence: about('use.forgotten'), next: chooseAnother(use) }
    case 'newer':
      return { sentence: about('use.newer') }
    case 'older':
      return { sentence: about('use.older'), next: tellAgain(use) ?? setUp(use) }
    case 'current':
      if (outlook === 'followed') return { sentence: about('use.followed') }
      if (target) return { sentence: about('use.not-renewed'), next: tellAgain(use) }
      return { sentence: about('use.left-behind'), next: setUp(use) }
  }
}

/** What the change means for it. */
export function saidOfEffect(use: CertificateUse, effect: UseEffect, change: Pick<Change, 'kind'>): Said {
  const about = (code: SayingCode) => saying(code, factsOf(use))
  switch (effect) {
    case 'switches':
      return { sentence: about('use.switches') }
    case 'stays':
      if (change.kind === 'renew') return { sentence: about('use.stays-old'), next: setUp(use) }
      if (change.kind === 'forget') return { sentence: about('use.stays-forgotten'), next: chooseAnother(use) }
      return { sentence: about('use.stays-copy') }
    case 'distrusted':
      return { sentence: about('use.distrusted'), next: use.target ? chooseAnother(use) : setUp(use) }
    case 'loses':
      return { sentence: about('use.loses'), next: chooseAnother(use) }
    case 'untouched':
      return { sentence: about('use.untouched') }
  }
}

/** The same for callers: in English, and as it can be said in any language. */
export function toldOf({ next, sentence }: Said) {
  return {
    ...{ sentence: inEnglish(sentence), sentenceSaid: sentence },
    ...(next ? { nextStep: inEnglish(next), nextStepSaid: next } : { nextStep: null }),
  }
}

function factsOf({ notAfter, outlook, own, program, subject, thumbprint }: CertificateUse) {
  return {
    ...{ program: program.label, thumbprint, subject: subject ?? '' },
    ...(own && { name: own.name, version: own.version, newest: own.inUse ?? 0 }),
    ...(notAfter === undefined ? { end: '' } : { end: outlook === 'ended' ? 'use.ended' : 'use.ends', day: dayOf(notAfter) }),
  }
}

function dayOf(at: Instant): string {
  return toTimestamp(at).replace(/T.*/, '')
}

function setUp(use: CertificateUse): Saying {
  return saying('use.next-set-up', { command: adding(use) })
}

function chooseAnother(use: CertificateUse): Saying {
  return saying('use.next-choose', { command: `mylzip targets add ${use.program.kind} --help` })
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
function tellAgain({ own, program: { kind }, target }: CertificateUse): Saying | undefined {
  if (!own || own.isForgotten || !target) return undefined
  return saying('use.next-tell', { command: `mylzip ${kind === 'device-page' ? `renew ${own.name}` : `targets apply "${target.label}"`}` })
}
