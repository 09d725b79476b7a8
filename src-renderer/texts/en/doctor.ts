import type { CheckGroup, Finding } from '@mylzip/shared/operations/doctor.ts'
import { plural } from './plural.ts'

export const doctor = {
  doctor: {
    heading: 'Network doctor',
    intro:
      'Looks at everything that stands between this device and its certificates: the network, names, certificate authorities, the clock. It changes nothing.',
    name: 'A name you want a certificate for',
    nameHint: 'It is looked at as well, before anything is ordered. Leave it empty to look at this device alone.',
    look: 'Look now',
    again: 'Look again',
    stop: 'Stop',
    question: 'What is looked at',
    none: 'What was looked at appears here, each thing with what was seen.',
    begun: 'Finding out what there is to look at…',
    looking: (seen: number, all: number) => `Looking: ${seen} of ${all}`,
    progress: 'How much was looked at',
    well: 'Nothing stands in the way.',
    warnings: (count: number) =>
      plural(count, { one: 'Everything works. One thing is worth a look.', other: 'Everything works. # things are worth a look.' }),
    failed: (count: number) => plural(count, { one: 'One thing stands in the way.', other: '# things stand in the way.' }),
    stopped: 'Stopped before everything was looked at.',
    unfinished: 'The doctor could not finish.',
    lookedAt: (relative: string) => `Last look: ${relative}`,
    lastTry: (name: string) => `The last try for ${name} did not finish.`,
    because: 'Because:',
    gone: 'What it was is not to be seen any more.',
    copyTicket: 'Copy for your network team',
    ticketWhy: 'Whoever runs your network can open what is closed. This text tells them what, in their words.',
    problems: 'What was found',
    whatToDo: (nextStep: string) => `What you can do: ${nextStep}`,
    holdsUp: (names: string) => `Without it, these cannot be renewed: ${names}`,
    everything: 'Everything that is looked at',
    others: 'Everything else that is looked at',
    leftOut: (count: number) => plural(count, { one: 'One thing was left out', other: '# things were left out' }),
    evidence: (title: string) => `What was seen: ${title}`,
    took: 'Took',
    group: {
      network: 'Network',
      dns: 'Names (DNS)',
      authority: 'Certificate authorities',
      cloud: 'Cloud',
      clock: 'Clock',
      ports: 'Ports of this machine',
      data: 'What the program keeps',
      certificates: 'Certificates',
    } satisfies Record<CheckGroup, string>,
    status: { waiting: 'Waiting', ok: 'Good', warning: 'Worth a look', failed: 'In the way', skipped: 'Left out' } satisfies Record<
      Finding['status'] | 'waiting',
      string
    >,
  },
}
