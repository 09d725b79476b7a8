import type { problemTypeRefusals as english } from '../../../domain/refusals/problem-types.ts'
import type { InGerman } from './in-german.ts'

export const problemTypeRefusals: InGerman<typeof english> = {
  ACME_VALIDATION_DNS: {
    sentence: 'Die Zertifizierungsstelle konnte {name} nicht im DNS nachschlagen: {detail}',
    next: 'Die DNS-Verwaltung von {name} bitten, Nameserver und Einträge anzusehen. Die Netzwerkprüfung fragt jeden davon.',
  },
  ACME_VALIDATION_CONNECTION: {
    sentence: 'Die Zertifizierungsstelle fand keinen Weg zu {name}: {detail}',
    next: 'Port 80 (443 für TLS-ALPN) von {name} aus dem Internet durchlassen, auch über IPv6, wenn es dort eine Adresse hat, oder über DNS nachweisen.',
  },
  ACME_VALIDATION_TLS: {
    sentence: 'Die Zertifizierungsstelle konnte keine TLS-Verbindung zu {name} aufbauen: {detail}',
    next: 'Nachsehen, was auf Port 443 von {name} anstelle dieses Geräts antwortet: ein Proxy, ein Load Balancer, ein anderer Webserver.',
  },
  ACME_VALIDATION_WRONG_ANSWER: {
    sentence: 'Die Zertifizierungsstelle fand bei {name} eine andere Antwort, als dieses Gerät gegeben hat: {detail}',
    next: 'Nach einem alten Eintrag suchen oder nach einem anderen Rechner, der für {name} antwortet. Jede Adresse und jeder Nameserver muss dasselbe zeigen.',
  },
  ACME_VALIDATION_UNAUTHORIZED: {
    sentence: 'Die Zertifizierungsstelle fand keinen Nachweis, dass {name} zu diesem Gerät gehört: {detail}',
    next: 'Prüfen, ob {name} zu diesem Rechner führt oder sein DNS den Eintrag zeigt. Die Netzwerkprüfung sieht beides an.',
  },
  ACME_NAME_UNSUPPORTED: {
    sentence: 'Für Namen dieser Art stellt die Zertifizierungsstelle nichts aus: {name} ({detail})',
    next: 'Für {name} eine andere Zertifizierungsstelle wählen oder den Namen weglassen.',
  },
  ACME_ACCOUNT_FORGOTTEN: {
    sentence: 'Die Zertifizierungsstelle kennt das Konto dieses Geräts nicht mehr: {detail}',
    next: 'Nichts zu tun: Das Konto wird neu angelegt. Bleibt es so, nachsehen, ob die Adresse der Stelle noch stimmt.',
  },
  ACME_CONTACT_UNSUPPORTED: {
    sentence: 'Mit einem Kontakt dieser Art kann die Zertifizierungsstelle nichts anfangen: {detail}',
    next: 'Eine E-Mail-Adresse eingeben oder keine.',
  },
  ACME_SIGNATURE_REFUSED: {
    sentence: 'Unterschriften mit dem Kontoschlüssel dieses Geräts nimmt die Zertifizierungsstelle nicht an: {detail}',
    next: 'Eine andere Zertifizierungsstelle wählen oder diese fragen, welche Kontoschlüssel sie annimmt.',
  },
  ACME_NONCE_REFUSED: {
    sentence: 'Die Zertifizierungsstelle nahm keine der Einmalnummern an, die sie selbst ausgegeben hat.',
    next: 'Nichts zu tun. Bleibt es so, antwortet vielleicht unterwegs ein Proxy aus seinem Gedächtnis.',
  },
  ACME_REQUEST_MALFORMED: {
    sentence: 'Die Zertifizierungsstelle hat nicht verstanden, was sie gefragt wurde: {detail}',
    next: 'Ansehen, was der Grund nennt. Stimmt alles, steht im Protokoll, was der Betreiber der Stelle braucht.',
  },
  ACME_SEVERAL_REASONS: {
    sentence: 'Die Zertifizierungsstelle hat aus mehreren Gründen zugleich abgelehnt: {detail}',
    next: 'Im Protokoll steht jeder davon. Weniger Namen auf einmal beantragen, um zu sehen, woran es liegt.',
  },
  ACME_ORDER_NOT_READY: {
    sentence: 'Die Zertifizierungsstelle war noch nicht bereit, das Zertifikat auszustellen: {detail}.',
    next: 'Nichts zu tun. Bleibt es so, auf der Statusseite der Stelle nachsehen.',
  },
  ACME_KEY_REFUSED: {
    sentence: 'Für diesen privaten Schlüssel stellt die Zertifizierungsstelle nichts aus: {detail}',
    next: 'Eine andere Schlüsselart wählen. Für den nächsten Versuch entsteht ein neuer Schlüssel; kam die Anforderung von anderswo, sie dort neu erzeugen.',
  },
  ACME_REPLACED_ALREADY: {
    sentence: 'Die Zertifizierungsstelle sagt, dass das jetzige Zertifikat schon ersetzt wurde: {detail}',
    next: 'Nachsehen, ob ein anderes Gerät oder Programm dasselbe Zertifikat erneuert.',
  },
  ACME_REVOKED_ALREADY: {
    sentence: 'Die Zertifizierungsstelle sagt, dass das Zertifikat schon widerrufen ist: {detail}',
    next: 'Nichts zu tun: Es ist widerrufen.',
  },
  ACME_REVOCATION_REASON_REFUSED: {
    sentence: 'Den angegebenen Grund für den Widerruf nimmt die Zertifizierungsstelle nicht an: {detail}',
    next: 'Einen anderen Grund wählen oder keinen.',
  },
}
