import type { challengeRefusals as english } from '../../../domain/refusals/challenges.ts'
import type { InGerman } from './in-german.ts'

export const challengeRefusals: InGerman<typeof english> = {
  CHALLENGE_UNFIT: {
    sentence: 'Mit dem gewählten Verfahren lässt sich {name} nicht nachweisen: {reason}.',
    next: 'Für {name} ein anderes Verfahren wählen oder die Wahl dem Programm überlassen.',
  },
  CHALLENGE_PORT_TAKEN: {
    sentence: 'Die Zertifizierungsstelle sieht auf Port {port} von {name} nach. Dort antwortet ein anderes Programm dieses Rechners.',
    next: 'Dieses Programm antworten lassen (http-webroot mit seinem Ordner wählen) oder {name} über DNS nachweisen.',
  },
  CHALLENGE_PORT_NOT_ALLOWED: {
    sentence: 'Die Zertifizierungsstelle sieht auf Port {port} von {name} nach. Dort darf dieses Programm nicht antworten.',
    next: 'Es als Dienst oder mit dem Recht auf Port {port} ausführen, http-webroot wählen oder {name} über DNS nachweisen.',
  },
  WEBROOT_UNUSABLE: {
    sentence: 'In den Ordner {folder} des Webservers lässt sich nichts legen: {reason}.',
    next: 'Den Ordner nennen, den der Webserver für den Namen zeigt, und dieses Programm darin schreiben lassen.',
  },
  WEBROOT_FILE_FOREIGN: {
    sentence: 'Die Datei {file} gibt es schon, und sie ist nicht von uns. Sie blieb, wie sie ist.',
    next: '{file} wegräumen, falls nichts sie braucht, und noch einmal versuchen.',
  },
  WEBROOT_NOT_SERVED: {
    sentence: 'Die Datei für die Zertifizierungsstelle liegt in {folder}, aber {url} antwortet an {address} so: {found}.',
    next: 'Prüfen, ob der Webserver an {address} den Ordner {folder} zeigt und auch Dateien ohne Endung.',
  },
  DELEGATION_MISSING: {
    sentence: 'Im DNS fehlt noch der Eintrag {record}. Er muss ein CNAME sein, der zu {target} führt.',
    next: 'Von der DNS-Verwaltung eintragen lassen: {record}. CNAME {target}.',
  },
  DELEGATION_ELSEWHERE: {
    sentence: 'Der CNAME {record} führt zu {found} statt zu {target}.',
    next: 'Von der DNS-Verwaltung ändern lassen in: {record}. CNAME {target}.',
  },
  DELEGATION_LOOP: {
    sentence: 'Der CNAME {record} führt im Kreis ({found}) und nie zu {target}.',
    next: 'Von der DNS-Verwaltung ändern lassen in: {record}. CNAME {target}.',
  },
  DELEGATION_NAME_UNUSABLE: {
    sentence: '{name} lässt sich nicht durch Delegation nachweisen: {reason}.',
    next: 'Für {name} ein anderes Verfahren wählen.',
  },
  DELEGATIONS_FULL: {
    sentence: 'Dieses Gerät weist schon {most} Namen durch Delegation nach. Mehr gehen nicht.',
    next: 'Einen Platzhalter benutzen oder für weitere Namen ein anderes Gerät.',
  },
  DNS_PERSIST_OFF: {
    sentence: 'Der Nachweis durch einen bleibenden Eintrag (dns-persist-01) ist ausgeschaltet, weil sich seine Form noch ändern kann.',
    next: 'Zum Ausprobieren mit --dns-persist starten oder ein anderes Verfahren für den Namen wählen.',
  },
  DNS_PERSIST_RECORD_MISSING: {
    sentence: 'Im DNS fehlt noch der TXT-Eintrag {record}, mit dem dieses Konto den Namen nachweisen darf. Darin muss stehen: {value}',
    next: 'Von der DNS-Verwaltung den TXT-Eintrag {record} mit genau diesem Text anlegen lassen.',
  },
  DNS_UPDATE_ADDRESS_INVALID: {
    sentence: 'Die Adresse des DNS-Servers geht so nicht: {reason}.',
    next: 'So schreiben: rfc2136://HOST:PORT/ZONE?key=NAME.',
  },
  DNS_UPDATE_SERVER_UNKNOWN: {
    sentence: 'Dieses Gerät hat keinen Schlüssel für den DNS-Server {server}.',
    next: '{server} zuerst mit seinem Schlüssel hinzufügen.',
  },
  DNS_UPDATE_SERVER_NOT_KEPT: {
    sentence: 'Dieses Gerät bewahrt keinen Schlüssel für den DNS-Server {server} auf. Zu entfernen gibt es also nichts.',
    next: '„mylzip dns-servers“ zeigt die vorhandenen, so geschrieben, wie sie entfernt werden.',
  },
  DNS_UPDATE_SERVER_IN_USE: {
    sentence: 'Der DNS-Server {server} wird gebraucht, um {names} nachzuweisen.',
    next: 'Zuerst für {names} ein anderes Verfahren wählen.',
  },
}
