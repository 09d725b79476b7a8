import type { policyRefusals as english } from '../../../domain/refusals/policies.ts'
import type { InGerman } from './in-german.ts'

export const policyRefusals: InGerman<typeof english> = {
  POLICY_STOPS_RENEWALS: {
    sentence: 'Mit dieser Richtlinie würden Zertifikate ablaufen ({where}): {reason}.',
    next: 'Ändern, was der Grund nennt. Die geltende Richtlinie ist, wie sie war.',
  },
  POLICY_UNUSABLE: {
    sentence: 'Diese Richtlinie widerspricht sich selbst ({where}): {reason}.',
    next: 'Ändern, was der Grund nennt. Die geltende Richtlinie ist, wie sie war.',
  },
  POLICY_CHANGED: {
    sentence: 'Die Richtlinie wurde inzwischen geändert: Es gilt Version {version}, diese hier beruht auf Version {basedOn}.',
    next: 'Version {version} lesen und die Änderung dort vornehmen.',
  },
  POLICY_UNTRUSTED: {
    sentence: 'Was als Richtlinie der Organisation kam, wurde nicht angenommen: {reason}.',
    next: 'Nichts zu tun: Die bisher bekannte Richtlinie gilt weiter. Bleibt es tagelang so, nachsehen, wer zwischen diesem Rechner und der Cloud steht.',
  },
  SET_BY_ORGANISATION: {
    sentence: 'Das hat die Organisation für dieses Gerät festgelegt: {what} ({value}), mit Version {version} ihrer Richtlinie.',
    next: 'So lassen oder die Administration um eine andere Richtlinie bitten.',
  },
}
