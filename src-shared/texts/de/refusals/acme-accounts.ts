import type { acmeAccountRefusals as english } from '../../../domain/refusals/acme-accounts.ts'
import type { InGerman } from './in-german.ts'

export const acmeAccountRefusals: InGerman<typeof english> = {
  TEAM_ACCOUNT_MISSING: {
    sentence: 'Das Team hat bei der Zertifizierungsstelle {directory} kein Konto, mit dem seine Geräte Zertifikate beantragen könnten.',
    next: 'Von der Administration des Teams eines anlegen lassen oder mit dem Konto dieses Geräts weitermachen: „mylzip authorities account {directory} --own“.',
  },
  TEAM_ACCOUNT_THERE: {
    sentence: 'Das Team hat bei der Zertifizierungsstelle {directory} schon ein Konto.',
    next: 'Dieses benutzen oder es beenden, bevor ein neues angelegt wird.',
  },
  TEAM_ACCOUNT_NOT_FOUND: {
    sentence: 'Das Team hat kein Konto {accountId}, oder es ist beendet.',
    next: 'Bei den Konten des Teams nachsehen.',
  },
  AUTHORITY_NOT_ASKED_HERE: {
    sentence: 'Die Cloud spricht nicht mit der Zertifizierungsstelle {directory}.',
    next: 'Eine bekannte Zertifizierungsstelle wählen oder diese vom Betreiber der Cloud eintragen lassen (ACME_DIRECTORIES).',
  },
  AUTHORITY_SILENT_TO_CLOUD: {
    sentence: 'Die Zertifizierungsstelle {directory} hat der Cloud nicht geantwortet, die für das Konto des Teams gefragt hat: {reason}.',
    next: 'Später noch einmal versuchen; ein Gerät tut das von selbst.',
  },
  AUTHORITY_SAID_NO_TO_CLOUD: {
    sentence: 'Die Zertifizierungsstelle {directory} hat nicht getan, worum die Cloud sie für das Konto des Teams gebeten hat: {reason}.',
    next: 'Den Grund lesen. Oft liegt es an der Kontaktadresse, oder ein Konto muss vorher bei der Stelle angelegt werden.',
  },
  ACME_ADDRESS_NOT_YOURS: {
    sentence: 'Die Adresse {url} gehört zu keinem Antrag, den dieses Gerät mit dem Konto des Teams gestellt hat.',
    next: 'Davon muss nichts aufgehoben werden: Der nächste Versuch stellt einen neuen Antrag.',
  },
  CNAME_NOT_TO_THIS_DEVICE: {
    sentence: 'Das Konto des Teams beantragt {name} nur für das Gerät, zu dem der CNAME führt. {record} führt nicht zu {target}.',
    next: 'Diesen CNAME setzen oder mit dem Konto dieses Geräts beantragen.',
  },
  CERTIFICATE_NOT_YOURS: {
    sentence: 'Das Zertifikat wurde nicht von diesem Gerät mit dem Konto des Teams beantragt.',
    next: 'Das Konto nehmen, mit dem es beantragt wurde, oder den Schlüssel des Zertifikats selbst.',
  },
  KEY_OF_ANOTHER_DEVICE: {
    sentence: 'Den Schlüssel dieser Zertifikatsanforderung hat vorher schon ein anderes Gerät benutzt.',
    next: 'Dieses Gerät einen eigenen Schlüssel erzeugen lassen: Jedes hat einen, der es nie verlässt.',
  },
}
