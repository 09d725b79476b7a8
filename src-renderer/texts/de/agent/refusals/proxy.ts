import type { proxyRefusals as english } from '@mylzip/shared/domain/refusals/proxy.ts'
import type { InGerman } from './in-german.ts'

export const proxyRefusals: InGerman<typeof english> = {
  PROXY_ADDRESS_UNREADABLE: {
    sentence: 'Das ist keine Adresse, die ein Proxy haben kann.',
    next: 'Die Adresse so schreiben, wie die Netzwerkverwaltung sie nennt, zum Beispiel http://proxy.example:3128.',
  },
  PROXY_PASSWORD_IN_ADDRESS: {
    sentence: 'In der Adresse des Proxys {proxy} steht ein Passwort. Dort könnten andere es lesen.',
    next: 'Die Adresse von {proxy} ohne Passwort schreiben und Benutzernamen und Passwort daneben angeben.',
  },
  PROXY_SET_BY_ORGANISATION: {
    sentence: 'Die Organisation hat den Proxy für dieses Gerät festgelegt ({proxy}).',
    next: 'Es so lassen oder die Verwaltung um eine Änderung bitten.',
  },
}
