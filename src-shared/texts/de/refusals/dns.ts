import type { dnsRefusals as english } from '../../../domain/refusals/dns.ts'
import type { InGerman } from './in-german.ts'

export const dnsRefusals: InGerman<typeof english> = {
  DNS_KEY_UNREADABLE: {
    sentence: 'Der Schlüssel für den DNS-Server in {place} ist nicht zu gebrauchen: {reason}.',
    next: 'Die Datei angeben, die tsig-keygen geschrieben hat, oder das Geheimnis in Base64.',
  },
  DNS_SERVER_UNREACHABLE: {
    sentence: 'Der DNS-Server {server} antwortet nicht ({reason}).',
    next: 'Adresse und Port prüfen und ob Port 53 (UDP und TCP) zu {server} offen ist.',
  },
  DNS_SERVER_FAILED: {
    sentence: 'Der DNS-Server {server} konnte den Eintrag {name} nicht ändern. Seine Antwort: {reason}.',
    next: 'Das Protokoll von {server} ansehen.',
  },
  DNS_ANSWER_UNPROVEN: {
    sentence:
      'Was als DNS-Server {server} antwortet, konnte nicht nachweisen, dass es den Schlüssel {key} hat ({reason}). Vielleicht antwortet etwas anderes an seiner Stelle.',
    next: 'Prüfen, ob {server} die richtige Adresse ist. Den Betreiber dessen fragen, was dazwischen steht.',
  },
  DNS_KEY_UNKNOWN: {
    sentence:
      'Der DNS-Server {server} kennt den Schlüssel {key} mit dem Verfahren {algorithm} nicht oder erlaubt ihm hier nichts. Beides mit der Konfiguration des Servers vergleichen.',
    next: 'Name und Verfahren des Schlüssels mit der Konfiguration von {server} vergleichen.',
  },
  DNS_KEY_WRONG: {
    sentence: 'Der DNS-Server {server} hat für den Schlüssel {key} ein anderes Geheimnis. Es muss noch einmal vom Server kopiert werden.',
    next: 'Das Geheimnis noch einmal von {server} kopieren.',
  },
  DNS_KEY_NOT_ACCEPTED: {
    sentence:
      'Der DNS-Server {server} nimmt den Schlüssel {key} nicht an und sagt nicht, warum. Zu vergleichen sind Name, Verfahren und Geheimnis mit denen des Servers, und beide Uhren.',
    next: 'Name, Verfahren, Geheimnis und beide Uhren vergleichen.',
  },
  DNS_CLOCK_DIFFERS: {
    sentence:
      'Die Uhr dieses Rechners zeigt {ours}, die des DNS-Servers {server} {theirs}. Mehr als fünf Minuten Unterschied gehen nicht. Die falsche muss gestellt werden.',
    next: 'Die falsch gehende Uhr stellen.',
  },
  DNS_UPDATE_REFUSED: {
    sentence:
      'Der DNS-Server {server} lässt den Schlüssel {key} den TXT-Eintrag {name} nicht ändern. Die Konfiguration des Servers muss es erlauben.',
    next: 'Dem Schlüssel {key} in der Konfiguration von {server} erlauben, TXT-Einträge zu ändern.',
  },
  DNS_SERVER_NOT_AUTHORITATIVE: {
    sentence: 'Der DNS-Server {server} führt die Zone {zone} nicht oder nimmt Änderungen mit diesem Schlüssel nicht an.',
    next: 'Den primären Server der Zone {zone} nennen.',
  },
  DNS_ZONE_NOT_FOUND: {
    sentence: 'Der DNS-Server {server} führt keine Zone, in der {name} liegt. Zu nennen ist der Server, der es tut.',
    next: 'Den Server nennen, der die Zone von {name} führt.',
  },
  DNS_NAME_OUTSIDE_ZONE: {
    sentence: 'Der Eintrag {name} liegt nicht in der Zone {zone} des DNS-Servers {server}.',
    next: 'Die Zone nennen, in der {name} liegt, oder die Zone weglassen.',
  },
  DNS_NAME_IS_ALIAS: {
    sentence: 'Der Eintrag {name} ist ein Alias (CNAME) von {target}. Dort lässt sich nichts veröffentlichen. Der Alias muss weg.',
    next: 'Den Alias entfernen oder den Namen durch Delegation nachweisen.',
  },
  DNS_INTERNAL_VIEW: {
    sentence:
      'Das DNS dieses Netzwerks hat eine eigene Zone {zone}. Die Server, die das Internet danach fragt, waren von hier nicht zu erreichen.',
    next: 'Diesen Rechner DNS-Server außerhalb fragen lassen (Port 53), damit er {zone} vorher nachschlagen kann. Die Zertifizierungsstelle sieht ohnehin nach.',
  },
  DNS_RECORD_NOT_SEEN: {
    sentence:
      'Der DNS-Server {server} der Zone {zone} zeigt den neuen Eintrag {name} nach {seconds} Sekunden noch nicht. Die Zertifizierungsstelle wurde noch nicht gefragt.',
    next: 'Prüfen, ob {server} die Änderungen der Zone bekommt (NOTIFY, Transfer).',
  },
}
