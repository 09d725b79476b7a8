import type { adoptionRefusals as english } from '../../../domain/refusals/adoption.ts'
import type { InGerman } from './in-german.ts'

export const adoptionRefusals: InGerman<typeof english> = {
  ADOPTION_FOLDER_UNREADABLE: {
    sentence: 'Der Ordner {folder} lässt sich nicht lesen: {reason}.',
    next: 'Als Benutzer ausführen, der {folder} lesen darf, oder den Ordner dorthin kopieren, wo er sich lesen lässt.',
  },
  ADOPTION_FOLDER_MISSING: {
    sentence: 'Den Ordner {folder} gibt es nicht.',
    next: 'Die Schreibweise von {folder} prüfen und ob sein Laufwerk da ist.',
  },
  ADOPTION_NO_FOLDER: {
    sentence: '{folder} ist kein Ordner.',
    next: 'Den Ordner nennen, in dem das andere Programm seine Einstellungen aufbewahrt. Ein einzelnes Zertifikat übernimmt „mylzip import“.',
  },
  ADOPTION_FOLDER_UNKNOWN: {
    sentence: 'In {folder} liegt nichts, was win-acme, simple-acme, Posh-ACME, Certify The Web, certbot oder lego schreibt.',
    next: 'Den Ordner nennen, in dem dieses Programm seine Einstellungen aufbewahrt.',
  },
  ADOPTION_FOLDER_TOO_FULL: {
    sentence: 'In {folder} liegen mehr als {limit} Einträge. Was danach kommt, wurde nicht angesehen.',
    next: 'Nicht mehr Benötigtes aus {folder} wegräumen oder einen Ordner weiter innen nennen.',
  },
  ADOPTION_FILE_UNREADABLE: {
    sentence: 'Die Datei {file} lässt sich nicht lesen: {reason}.',
    next: 'Als Benutzer ausführen, der {file} lesen darf.',
  },
  ADOPTION_FILE_MISSING: {
    sentence: 'Die Datei {file} fehlt, obwohl das andere Programm sie braucht.',
    next: 'Nachsehen, ob {file} verschoben oder entfernt wurde. Ist sie weg, mit dem anderen Programm erneuern.',
  },
  ADOPTION_FILE_TOO_LARGE: {
    sentence: 'Die Datei {file} hat mehr als {limit} Byte. So groß ist eine solche Datei nie.',
    next: 'Nachsehen, was {file} wirklich ist. Gelesen wurde sie nicht.',
  },
  ADOPTION_FILE_STRANGE: {
    sentence: 'Die Datei {file} ist nicht, was sie sein sollte: {reason}.',
    next: 'Nachsehen, ob {file} beschädigt ist. Wenn ja, mit dem anderen Programm erneuern.',
  },
  ADOPTION_TEMPORARY_FOLDER: {
    sentence:
      'Der temporäre Ordner {folder} ist nicht zu gebrauchen ({reason}). Deshalb entstand keine Kopie von {file}, die gelesen wird.',
    next: '{folder} zu einem Ordner machen, in den dieser Benutzer schreiben darf und in dem Platz für eine Kopie von {file} ist.',
  },
  ADOPTION_FILE_OUTSIDE: {
    sentence: '{file} führt aus dem Ordner seines Programms hinaus. Dem wurde nicht gefolgt.',
    next: 'Den Ordner dahinter mit angeben, wie in „mylzip adopt scan ORDNER WEITERER-ORDNER“, oder {file} mit „mylzip import“ hereinholen.',
  },
  ADOPTION_KEY_MISSING: {
    sentence: 'Der private Schlüssel des Zertifikats liegt nicht in diesem Ordner: {reason}.',
    next: 'Das Zertifikat zusammen mit seinem Schlüssel importieren oder ein neues beantragen.',
  },
  ADOPTION_KEY_FOREIGN: {
    sentence: 'Der private Schlüssel in {file} gehört nicht zu dem Zertifikat daneben.',
    next: 'Den passenden Schlüssel suchen; mit einem falschen ist das Zertifikat nutzlos.',
  },
  ADOPTION_KEY_SEALED: {
    sentence: 'Das Passwort von {file} ist für {owner} versiegelt und lässt sich hier nicht öffnen.',
    next: 'Das Passwort von Hand eingeben. Das Programm, das es versiegelt hat, kann es anzeigen.',
  },
  ADOPTION_PASSWORD_WRONG: {
    sentence: 'Die Datei {file} öffnet sich nicht mit dem Passwort, das dafür bekannt ist.',
    next: 'Das Passwort von {file} von Hand eingeben.',
  },
  ADOPTION_ACCOUNT_SEALED: {
    sentence: 'Der Schlüssel des Kontos in {file} ist für {owner} versiegelt und lässt sich hier nicht öffnen.',
    next: 'Nichts zu tun: Erneuert wird mit einem Konto dieses Geräts.',
  },
  ADOPTION_CERTIFICATE_NOT_FOUND: {
    sentence: 'In {folder} gibt es kein Zertifikat „{id}“ von {source} mehr.',
    next: 'Noch einmal nachsehen, was zu übernehmen ist.',
  },
  ADOPTION_CERTIFICATE_ENDED: {
    sentence: 'Das Zertifikat für {name} ist am {notAfter} abgelaufen. Zu übernehmen gibt es nichts mehr.',
    next: 'Ein neues Zertifikat für {name} beantragen.',
  },
  ADOPTION_PROOF_UNKNOWN: {
    sentence: 'Wie {name} nachgewiesen wird, ist nicht bekannt: {way}.',
    next: 'Vor der Erneuerung festlegen, wie {name} nachgewiesen wird: „mylzip configure {name} --proof VERFAHREN“.',
  },
  ADOPTION_AUTHORITY_UNKNOWN: {
    sentence: 'Wer das Zertifikat für {name} ausgestellt hat, ist nicht vermerkt. Erneuert wird es bei {directory}.',
    next: 'Mit „mylzip configure {name} --authority URL“ wird es anderswo erneuert als bei {directory}.',
  },
  ADOPTION_ACCOUNT_LEFT: {
    sentence: 'Das Konto von {source} bleibt dort. {directory} wird mit einem Konto dieses Geräts gefragt: {reason}.',
    next: 'Nichts zu tun: Erneuert wird mit einem Konto dieses Geräts.',
  },
  ADOPTION_OTHER_PROGRAM_RENEWS: {
    sentence: '{source} weiß nicht, dass {name} übernommen wurde, und erneuert es weiter.',
    next: 'Die Erneuerung von {name} in {source} ausschalten, wie docs/adoption.md es beschreibt.',
  },
}
