import type { licenceRefusals as english } from '../../../domain/refusals/licences.ts'
import type { InGerman } from './in-german.ts'

export const licenceRefusals: InGerman<typeof english> = {
  LICENCE_REQUIRED: {
    sentence: 'Der jetzige Tarif enthält das nicht: {feature}. Der Tarif {plan} enthält es.',
    next: 'Die Testzeit beginnen oder den Tarif {plan} nehmen. Was da ist, funktioniert und erneuert sich auch ohne ihn weiter.',
  },
  LICENCE_EXPIRED: {
    sentence: 'Die Lizenz ist am {endedAt} abgelaufen, und damit auch: {feature}.',
    next: 'Die Lizenz verlängern. Zertifikate, die schon verwaltet werden, erneuern sich inzwischen weiter.',
  },
  LICENCE_UNCONFIRMED: {
    sentence: 'Dieses Gerät weiß nicht, ob seine Lizenz das enthält: {feature}. Der Grund: {reason}.',
    next: 'Das Gerät einmal mit der MyL.Zip-Cloud verbinden. Zertifikate, die schon verwaltet werden, erneuern sich inzwischen weiter.',
  },
  LICENCE_LIMIT_REACHED: {
    sentence: 'Die Lizenz gilt für {limit} {what}, und die sind aufgebraucht.',
    next: 'Eine größere Lizenz nehmen oder entfernen, was nicht mehr gebraucht wird.',
  },
  LICENCE_INVALID: {
    sentence: 'Der Lizenz, die dieses Gerät bekommen hat, ist nicht zu trauen: {reason}.',
    next: 'Prüfen, ob unterwegs etwas anstelle der Cloud antwortet. Dann das Gerät neu registrieren.',
  },
  LICENCE_HELD: {
    sentence: 'Das Team hat den Tarif {plan} schon.',
    next: 'Nichts zu tun: Der Tarif enthält alles, was die Testzeit enthält.',
  },
  TRIAL_USED: {
    sentence: 'Das Team hat seine Testzeit schon genutzt: Sie begann am {beganAt}.',
    next: 'Einen Tarif nehmen oder den Betreiber dieser Cloud nach einer Lizenz fragen.',
  },
}
