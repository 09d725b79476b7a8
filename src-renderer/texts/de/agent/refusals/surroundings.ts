import type { surroundingsRefusals as english } from '@mylzip/shared/domain/refusals/surroundings.ts'
import type { InGerman } from './in-german.ts'

export const surroundingsRefusals: InGerman<typeof english> = {
  NETWORK_DOWN: {
    sentence: 'Dieser Rechner ist mit keinem Netzwerk verbunden.',
    next: 'Das Kabel einstecken oder sich mit dem WLAN verbinden.',
  },
  NETWORK_LEADS_NOWHERE: {
    sentence: 'Dieser Rechner hat die Adresse {address}, aber keinen Weg aus dem eigenen Netzwerk hinaus.',
    next: 'Den Router und das Standardgateway des Netzwerks prüfen.',
  },
  RESOLVER_UNREACHABLE: {
    sentence: 'Der DNS-Server dieses Netzwerks ({server}) antwortet nicht ({reason}).',
    next: 'Den Betreiber dieses Netzwerks {server} ansehen lassen oder für diesen Rechner einen anderen DNS-Server einstellen.',
  },
  RESOLVER_KNOWS_NOT: {
    sentence: 'Der DNS-Server dieses Netzwerks kennt {name} nicht ({answer}).',
    next: 'Die Schreibweise von {name} prüfen. Stimmt sie, den Namen vom Betreiber des DNS durchlassen lassen.',
  },
  ZIP_NAMES_BLOCKED: {
    sentence: 'Dieses Netzwerk sperrt Namen, die auf .zip enden: {name} {how}. Andere Namen gehen.',
    next: 'Den Betreiber des DNS oder Webfilters bitten, {name} und die Namen darunter zu erlauben. Oder diesem Gerät einen Namen in einer anderen Zone geben: „mylzip names“ zeigt, welche es gibt.',
  },
  NAME_FILTERED_HERE: {
    sentence:
      'Der DNS-Server dieses Netzwerks hält die Adresse von {name} zurück, wie bei allen Namen, die in ein lokales Netzwerk führen.',
    next: 'Den Betreiber dieses DNS bitten, {name} vom Schutz gegen DNS-Rebinding auszunehmen.',
  },
  NAME_LEADS_ELSEWHERE: {
    sentence: 'Der Name {name} führt zu {found}, und das ist nicht dieser Rechner.',
    next: 'Die alte Adresse aus dem DNS von {name} entfernen. Eine frische Änderung braucht einige Minuten, bis sie zu sehen ist.',
  },
  DNSSEC_BOGUS: {
    sentence: 'Die DNS-Signaturen von {name} sind falsch. Wer sie prüft, bekommt keine Antwort, auch die Zertifizierungsstelle nicht.',
    next: 'Die DNS-Verwaltung von {name} bitten, die Signaturen zu reparieren (DS, DNSKEY, RRSIG).',
  },
  DNS_ZONE_BEHIND: {
    sentence: 'Der DNS-Server {server} zeigt einen älteren Stand der Zone {zone} als andere.',
    next: 'Nichts, wenn es in einer Minute vorbei ist. Sonst prüfen, ob {server} die Änderungen von {zone} bekommt (NOTIFY, Transfer).',
  },
  CAA_UNREADABLE: {
    sentence:
      'Ob {name} ein Zertifikat bekommen darf, lässt sich nicht nachschlagen (CAA). Die Antwort des DNS: {answer}. Eine Zertifizierungsstelle lehnt dann ab.',
    next: 'Die DNS-Verwaltung von {name} bitten, dass Fragen nach CAA beantwortet werden.',
  },
  PROXY_UNREACHABLE: {
    sentence: 'Der Proxy {proxy} antwortet nicht ({reason}), und alle Verbindungen gehen über ihn.',
    next: 'Prüfen, ob {proxy} läuft und ob seine Adresse stimmt: in den Einstellungen oder, wo sie vom System kommt, in HTTPS_PROXY. „mylzip proxy set none“ verzichtet darauf.',
  },
  PROXY_SIGN_IN: {
    sentence: 'Der Proxy {proxy} verlangt Benutzernamen und Passwort, bevor er diesen Rechner zu {host} durchlässt.',
    next: 'Benutzernamen und Passwort in den Einstellungen angeben („mylzip proxy set“) oder {host} am Proxy {proxy} ausnehmen lassen.',
  },
  PROXY_REFUSED: {
    sentence: 'Der Proxy {proxy} lässt diesen Rechner nicht zu {host} durch. Seine Antwort: {answer}.',
    next: 'Den Betreiber des Proxys {proxy} bitten, CONNECT zu {host} zu erlauben.',
  },
  PROXY_NO_WAY: {
    sentence: 'Der Proxy {proxy} fand keinen Weg zu {host}. Seine Antwort: {answer}.',
    next: 'Bleibt es so, den Betreiber von {proxy} fragen, ob er {host} erreicht.',
  },
  PROXY_SETTING_INVALID: {
    sentence: 'Der Proxy {proxy} ist mit der Art {kind} eingestellt. Damit kann dieses Programm nichts anfangen: Es nimmt http und https.',
    next: 'In den Einstellungen oder als HTTPS_PROXY einen http-Proxy einstellen, oder keinen, wo der Weg frei ist.',
  },
  SIGN_IN_PAGE: {
    sentence: 'Statt {host} antwortet eine Seite dieses Netzwerks, wie in Netzwerken, die zuerst eine Anmeldung verlangen.',
    next: 'Im Browser eine beliebige Webseite öffnen und sich an diesem Netzwerk anmelden oder {host} vom Filter ausnehmen lassen.',
  },
  TLS_INSPECTED: {
    sentence:
      'Ein Filter liest die Verbindung zu {host} unterwegs mit: Ihr Zertifikat stammt von {issuer}, dem nur dieser Rechner vertraut.',
    next: 'Nichts scheitert, solange dieser Rechner {issuer} vertraut. Besser ist es, {host} ungeprüft durchzulassen.',
  },
  IPV6_BROKEN: {
    sentence:
      '{host} hat die IPv6-Adresse {address}, und dorthin kommt keine Verbindung zustande ({reason}). Programme verlieren Zeit, bevor sie IPv4 versuchen.',
    next: 'IPv6 in diesem Netzwerk reparieren oder ausschalten, oder {address} aus dem DNS von {host} entfernen, falls sie veraltet ist.',
  },
  CLOCK_WRONG: {
    sentence: 'Die Uhr dieses Rechners geht falsch: {skew} {direction}.',
    next: 'Die Uhr dieses Rechners stellen, am besten durch Einschalten der Zeitsynchronisierung.',
  },
  DISK_ALMOST_FULL: {
    sentence: 'Auf dem Laufwerk von {folder} sind nur noch {free} frei.',
    next: 'Auf dem Laufwerk von {folder} Platz schaffen.',
  },
  FILES_OPEN_TO_OTHERS: {
    sentence: 'Andere Benutzer dieses Rechners können {path} lesen ({mode}).',
    next: 'Gruppe und anderen die Rechte an {path} nehmen.',
  },
  FILES_OF_ANOTHER_USER: {
    sentence: '{path} gehört einem anderen Benutzer dieses Rechners. Er darf es ändern, dieses Programm nicht.',
    next: '{path} und alles andere im Datenordner dem Benutzer zurückgeben, als der dieses Programm läuft.',
  },
  DATA_FOLDER_ON_NETWORK: {
    sentence: 'Der Datenordner {folder} liegt auf einem Netzlaufwerk ({kind}). Dort ist weder auf Sperren noch auf Geschriebenes Verlass.',
    next: '{folder} auf ein lokales Laufwerk verschieben.',
  },
  DATABASE_UNSOUND: {
    sentence: 'Die Datenbank {file} ist beschädigt ({reason}).',
    next: 'Die letzte Sicherung mit „mylzip restore DATEI“ wiederherstellen und das Laufwerk von {file} prüfen lassen.',
  },
  STORE_DAMAGED: {
    sentence: 'Der Speicher {store} enthält das Zertifikat für {name} nicht so, wie er sollte: {reason}.',
    next: 'Das Programm laufen lassen: Es legt zurück, was fehlt. Passiert es wieder, klären, wer {store} ändert.',
  },
  SEALED_KEY_WRONG: {
    sentence: 'Was als {place} versiegelt liegt, ist nicht der Schlüssel, der es sein sollte: {reason}.',
    next: 'Die letzte Sicherung wiederherstellen, die {place} enthält, oder das Zertifikat mit neuem Schlüssel erneuern.',
  },
  PORT_UNUSABLE: {
    sentence: 'Mit Port {port} dieses Rechners lässt sich {name} nicht nachweisen: {reason}.',
    next: 'Port {port} freimachen oder {name} über DNS nachweisen.',
  },
  CERTIFICATE_ENDED: {
    sentence: 'Das Zertifikat für {name} ist abgelaufen: {notAfter}.',
    next: 'Klären, was der letzte Fehler von {name} nennt, und dann erneuern.',
  },
  CERTIFICATE_ENDS_SOON: {
    sentence: 'Das Zertifikat für {name} läuft bald ab ({notAfter}) und ist noch nicht erneuert.',
    next: 'Klären, was der letzte Fehler von {name} nennt, und dann erneuern.',
  },
  AUDIT_LOG_BROKEN: {
    sentence: 'Das Protokoll ist nicht mehr so, wie es geschrieben wurde: {reason}',
    next: 'Mit „audit verify“ das ganze Protokoll prüfen und eine Kopie des Datenordners aufheben.',
  },
  CHECK_UNFINISHED: {
    sentence: 'Das ließ sich nicht herausfinden. Gewartet wurde {seconds|Sekunde|Sekunden}.',
    next: 'Die Netzwerkprüfung noch einmal starten. Bleibt es so, antwortet das Gesuchte überhaupt nicht.',
  },
}
