import type { authorityRefusals as english } from '../../../domain/refusals/authority.ts'
import type { InGerman } from './in-german.ts'

export const authorityRefusals: InGerman<typeof english> = {
  ACME_UNREACHABLE: {
    sentence: 'Die Zertifizierungsstelle unter {directory} ist nicht zu erreichen ({reason}).',
    next: 'Prüfen, ob dieser Rechner {directory} auf dem HTTPS-Port erreicht, direkt oder über den Proxy. Die Netzwerkprüfung zeigt, wo es endet.',
  },
  ACME_TLS_UNTRUSTED: {
    sentence:
      'Die Verbindung zu {directory} ist nicht vertrauenswürdig: Das gezeigte Zertifikat stammt von {issuer}. Vielleicht antwortet ein Filter an ihrer Stelle.',
    next: 'Den Betreiber von {issuer} bitten, {directory} ungeprüft durchzulassen. Ist es die eigene Zertifizierungsstelle, ihrem Stammzertifikat vertrauen: „mylzip authorities trust {directory} --ca-root DATEI“.',
  },
  ACME_TLS_EXPIRED: {
    sentence: 'Nach der Uhr dieses Rechners gilt das Zertifikat von {directory} nicht. Bitte die Uhr prüfen.',
    next: 'Die Uhr dieses Rechners stellen oder warten, bis die Stelle ihr eigenes Zertifikat erneuert hat.',
  },
  ACME_NOT_A_DIRECTORY: {
    sentence: 'Was unter {directory} antwortet, ist keine ACME-Zertifizierungsstelle.',
    next: 'Die Adresse prüfen. Stimmt sie, antwortet unterwegs etwas an ihrer Stelle: am Netzwerk anmelden oder dessen Betreiber fragen.',
  },
  ACME_ANSWERED_BY_PAGE: {
    sentence: 'Statt {directory} antwortet eine Webseite: {page}. Vielleicht verlangt dieses Netzwerk zuerst eine Anmeldung.',
    next: 'Auf diesem Rechner einen Browser öffnen und sich am Netzwerk anmelden. Gibt es nichts anzumelden, {directory} durchlassen.',
  },
  CLOCK_DIFFERS: {
    sentence: 'Die Uhr dieses Rechners geht gegenüber {directory} um {minutes} Minuten {direction}. Deshalb scheinen Zertifikate ungültig.',
    next: 'Uhr und Zeitzone dieses Rechners stellen und einem Zeitserver folgen lassen.',
  },
  ACME_TIMEOUT: {
    sentence: 'Die Zertifizierungsstelle wurde nicht rechtzeitig fertig ({waiting}).',
    next: 'Das gibt sich meist. Dauert es an, auf der Statusseite der Stelle nachsehen.',
  },
  ACME_BUSY: {
    sentence: 'Die Zertifizierungsstelle ist überlastet oder wird gewartet.',
    next: 'Das gibt sich meist. Dauert es an, auf der Statusseite der Stelle nachsehen.',
  },
  ACME_RATE_LIMITED: {
    sentence: 'Die Zertifizierungsstelle hat eine Grenze, und die ist jetzt erreicht: {detail}. Wieder frei: {until}.',
    next: 'Abwarten. Weitere Versuche verlängern die Sperre.',
  },
  ACME_QUOTA_REACHED: {
    sentence: 'Dieses Gerät hat aufgebraucht, was {directory} erlaubt: {limit}. Es wurde nicht gefragt. Wieder Platz ist ab {until}.',
    next: 'Bis dahin warten. Das jetzige Zertifikat gilt weiter.',
  },
  ACME_NAME_REFUSED: {
    sentence: 'Die Zertifizierungsstelle stellt für {name} nichts aus: {detail}',
    next: 'Den richtigen Namen beantragen und diesen vergessen, oder eine andere Zertifizierungsstelle wählen.',
  },
  ACME_VALIDATION_FAILED: {
    sentence: 'Die Zertifizierungsstelle konnte nicht bestätigen, dass {name} zu diesem Gerät gehört: {detail}',
    next: 'Den DNS-Eintrag oder den Weg zu diesem Rechner prüfen, den der Grund nennt. Die Netzwerkprüfung sieht beides an.',
  },
  ACME_CAA_FORBIDS: {
    sentence:
      'Ein CAA-Eintrag im DNS verbietet dieser Zertifizierungsstelle, für {name} auszustellen. Wer dieses DNS verwaltet, kann es erlauben.',
    next: 'Die Zertifizierungsstelle von der DNS-Verwaltung in den CAA-Eintrag von {name} aufnehmen lassen oder eine Stelle wählen, die dort steht.',
  },
  ACME_ACCOUNT_REFUSED: {
    sentence: 'Die Zertifizierungsstelle hat das Konto dieses Geräts abgelehnt: {detail}',
    next: 'Das Konto auf der Website der Stelle ansehen. Vielleicht wurde es dort geschlossen.',
  },
  ACME_ACCOUNT_DEACTIVATED: {
    sentence: 'Das Konto dieses Geräts bei der Zertifizierungsstelle wurde endgültig stillgelegt.',
    next: 'Dort ein anderes Konto anlegen (mylzip authorities open-account) oder eine andere Zertifizierungsstelle wählen.',
  },
  ACME_ACCOUNT_UNKNOWN: {
    sentence: 'Dieses Gerät hat kein Konto bei der Zertifizierungsstelle.',
    next: 'Dort zuerst ein Zertifikat beantragen oder ein Konto anlegen.',
  },
  ACME_EAB_REQUIRED: {
    sentence: 'Die Zertifizierungsstelle verlangt ein Konto, das vorher bei ihr angelegt wurde (External Account Binding).',
    next: 'Auf der Website der Stelle ein Konto anlegen und die Schlüssel-ID und den HMAC-Schlüssel von dort eingeben.',
  },
  ACME_EAB_REFUSED: {
    sentence: 'Die Zertifizierungsstelle nimmt die Schlüssel-ID oder den HMAC-Schlüssel des vorher angelegten Kontos nicht an: {detail}',
    next: 'Schlüssel-ID und HMAC-Schlüssel noch einmal so eingeben, wie die Website der Stelle sie zeigt, oder dort neue machen lassen.',
  },
  ACME_CONTACT_REFUSED: {
    sentence: 'Die Zertifizierungsstelle nimmt die Kontaktadresse nicht an: {detail}',
    next: 'Eine andere E-Mail-Adresse eingeben oder keine.',
  },
  ACME_ACTION_REQUIRED: {
    sentence: 'Die Zertifizierungsstelle verlangt, dass ein Mensch zuerst etwas zustimmt: {detail} {page}',
    next: 'Die Seite öffnen, die die Stelle nennt, und tun, was sie verlangt.',
  },
  ACME_KEY_CHANGE_REFUSED: {
    sentence: 'Die Zertifizierungsstelle hat den Schlüssel des Kontos nicht geändert: {detail}.',
    next: 'Nichts zu tun: Das Konto behält den Schlüssel, den es hat.',
  },
  ACME_CSR_REFUSED: {
    sentence: 'Die Zertifizierungsstelle hat die Zertifikatsanforderung abgelehnt: {detail}',
    next: 'Eine andere Schlüsselart wählen oder die Anforderung neu erstellen.',
  },
  ACME_PROFILE_UNKNOWN: {
    sentence: 'Das Profil {profile} bietet die Zertifizierungsstelle nicht an.',
    next: 'Ein Profil wählen, das sie anbietet, oder keines.',
  },
  ACME_ORDER_LOST: {
    sentence: 'Die Zertifizierungsstelle kennt den Antrag nicht mehr.',
    next: 'Davon muss nichts aufgehoben werden: Der nächste Versuch stellt einen neuen Antrag.',
  },
  ACME_CERTIFICATE_ENDED: {
    sentence: 'Die Zertifizierungsstelle hat ein Zertifikat ausgegeben, das nichts mehr nützt: Es endet {end}.',
    next: 'Die Uhr dieses Rechners mit {end} vergleichen. Stimmt sie, den Betreiber der Stelle verständigen oder eine andere wählen.',
  },
  ACME_CHALLENGE_UNAVAILABLE: {
    sentence:
      '{name} lässt sich nicht nachweisen: Die Zertifizierungsstelle bietet {offered} an, eingerichtet ist dieses Gerät für {usable}.',
    next: 'Für {name} ein anderes Verfahren wählen: DNS für Platzhalter, HTTP oder TLS für Adressen.',
  },
  ACME_REVOCATION_REFUSED: {
    sentence: 'Die Zertifizierungsstelle hat das Zertifikat nicht widerrufen: {detail}',
    next: 'Bei der Stelle widerrufen, die es ausgestellt hat (mit --authority nennen), mit dem Konto, mit dem es beantragt wurde, oder mit seinem eigenen privaten Schlüssel.',
  },
  ACME_PROTOCOL: {
    sentence: 'Die Zertifizierungsstelle hat etwas geantwortet, das hier keinen Sinn ergibt: {detail}',
    next: 'Nichts zu tun. Dauert es an, steht im Protokoll, was der Betreiber der Stelle braucht.',
  },
  ACME_ADDRESS_NEEDS_PROFILE: {
    sentence: 'Für die Adresse {name} stellt die Zertifizierungsstelle nur mit dem Profil {needed} aus. Gewählt war {profile}.',
    next: 'Das Profil {needed} wählen oder die Wahl dem Programm überlassen.',
  },
  AUTHORITY_NOT_IN_ORDER: {
    sentence: 'Die Zertifizierungsstelle {directory} steht nicht in der Reihenfolge der benutzten. Herauszunehmen gab es also nichts.',
    next: 'Mit „mylzip authorities“ nachsehen, welche benutzt werden. Ohne Reihenfolge gilt die, mit der das Programm gestartet wurde.',
  },
  NAME_INVALID: {
    sentence: 'Auf „{name}“ lässt sich kein Zertifikat ausstellen: {reason}.',
    next: 'Den Namen berichtigen. In ein Zertifikat passen Hostnamen, *.Namen sowie IPv4- und IPv6-Adressen.',
  },
  NAMES_TOO_MANY: {
    sentence: 'In ein Zertifikat passen {most|Name|Namen}. Angegeben: {count|Name|Namen}.',
    next: 'Mehrere Zertifikate beantragen oder einen Platzhalter statt vieler Namen.',
  },
  PROFILE_TAKES_FEWER_NAMES: {
    sentence: 'In Zertifikate des Profils {profile} passen höchstens {most|Name|Namen}. Dieses ist für {count|Name|Namen}.',
    next: 'Ein anderes Profil als {profile} wählen oder mehrere Zertifikate mit weniger Namen.',
  },
  KEY_TYPE_UNKNOWN: {
    sentence: 'Die Schlüsselart {keyType} gibt es hier nicht. Zur Wahl stehen {offered}.',
    next: 'Eine davon wählen: {offered}.',
  },
  AUTHORITY_ROOT_UNUSABLE: {
    sentence: 'Was als Stammzertifikat für {directory} angegeben wurde, taugt dafür nicht: {reason}.',
    next: 'Das Stammzertifikat der Stelle als PEM angeben. Bei einer step-ca ist das root_ca.crt.',
  },
  AUTHORITY_PUBLIC: {
    sentence:
      '{authority} vertraut jeder Rechner von selbst. Ein eigenes Stammzertifikat für {directory} könnte nur etwas unterwegs an ihrer Stelle antworten lassen. Deshalb wurde es nicht angenommen.',
    next: 'Ein Stammzertifikat nur für eine eigene Stelle angeben. Ist die Verbindung zu {directory} nicht vertrauenswürdig, sagt „mylzip doctor“, wer dazwischen steht; diese dort durchlassen.',
  },
  AUTHORITY_ROOT_NOT_KEPT: {
    sentence: 'Für {directory} ist hier kein Stammzertifikat hinterlegt. Wegzunehmen gibt es also keines.',
    next: '„mylzip authorities“ zeigt die Stellen, denen mit einem eigenen Stammzertifikat vertraut wird.',
  },
}
