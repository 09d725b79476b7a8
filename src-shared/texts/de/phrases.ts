import { limitWords, planFeatures } from '../../domain/plans.ts'
import { germanLimits, germanPlanFeatures } from './plans.ts'
import { germanReasons } from './reasons.ts'

/** Facts that are English words, as the agent writes them most often. Whatever is not here is shown in English, and marked as that. */
export const germanPhrases: Readonly<Record<string, string>> = {
  ...germanReasons,
  ...inGerman(planFeatures, germanPlanFeatures),
  ...inGerman(limitWords, germanLimits),

  // what stops a connection
  'its name is not known to the DNS server of this network': 'der DNS-Server dieses Netzwerks kennt den Namen nicht',
  'the DNS server of this network does not answer': 'der DNS-Server dieses Netzwerks antwortet nicht',
  'the connection was refused': 'die Verbindung wurde abgelehnt',
  'connection refused': 'die Verbindung wurde abgelehnt',
  'there is no network connection': 'es gibt keine Netzwerkverbindung',
  'there is no way to it from this network': 'von diesem Netzwerk führt kein Weg dorthin',
  'the connection was cut': 'die Verbindung ist abgerissen',
  'it did not answer in time': 'es kam nicht rechtzeitig eine Antwort',
  'the connection failed': 'die Verbindung ist fehlgeschlagen',
  'the program is being stopped': 'das Programm wird gerade beendet',

  // programs and their answers
  'it is not listening': 'dort antwortet nichts',
  'any port': 'jedem Port',
  'it has opened no pipe': 'es hat keine Pipe geöffnet',
  'the service does not answer': 'der Dienst antwortet nicht',
  'it ended meanwhile': 'es ist inzwischen beendet',
  'no web server answers there': 'dort antwortet kein Webserver',
  'a newer version of this program has set it up': 'eine neuere Version dieses Programms hat es eingerichtet',
  'it presented no earlier certificate that is still valid': 'es hat kein früheres Zertifikat gezeigt, das noch gilt',

  // folders and files
  'it is a link to another place': 'er ist eine Verknüpfung zu einem anderen Ort',
  'it belongs to another user': 'er gehört einem anderen Benutzer',
  'nothing can be made there': 'dort lässt sich nichts anlegen',
  'something else lies in its place': 'an seinem Platz liegt etwas anderes',
  'it cannot be looked at': 'er lässt sich nicht ansehen',
  'its folder belongs to another user': 'sein Ordner gehört einem anderen Benutzer',
  'it could not be read': 'es war nicht zu lesen',
  'it has no name': 'sie hat keinen Namen',
  'it is no ordinary file': 'sie ist keine gewöhnliche Datei',
  'it is far too large to be meant': 'sie ist viel zu groß, um gemeint zu sein',

  // an update, and what was fetched for it
  'it names nobody': 'sie nennt niemanden',
  'nobody vouches for it whom the whole computer trusts': 'für sie bürgt niemand, dem der ganze Rechner vertraut',

  // certificates and keys that were given
  'it is larger than any certificate': 'sie ist größer als jedes Zertifikat',
  'it is damaged, or of another kind': 'sie ist beschädigt oder von anderer Art',
  'a PEM block in it has no end': 'ein PEM-Block darin hat kein Ende',
  'there is no certificate in PEM in it': 'es ist kein Zertifikat im PEM-Format darin',
  'a certificate in it cannot be read': 'ein Zertifikat darin lässt sich nicht lesen',
  'certificates of this machine do not go to the store of Windows': 'Zertifikate dieses Rechners kommen nicht in den Speicher von Windows',
  'it is what the program is for': 'dafür ist das Programm da',

  // the keys of Windows
  'it offers no encryption': 'es bietet keine Verschlüsselung an',
  'it is temporarily unavailable': 'es steht vorübergehend nicht zur Verfügung',

  // where there is none, or nobody knows
  'no certificate': 'kein Zertifikat',
  'no name': 'kein Name',
  nobody: 'niemand',
  none: 'keine',
  nothing: 'nichts',
  unknown: 'unbekannt',

  // rights, as they stand in “the right to …”
  read: 'lesen',
  examine: 'untersuchen',
  operate: 'bedienen',
  administer: 'verwalten',

  // the clock
  ahead: 'vor',
  'ahead of': 'vor',
  behind: 'nach',
}

/** Words that come from a table here as there. */
function inGerman<Name extends string>(
  english: Readonly<Record<Name, string>>,
  german: Readonly<Record<Name, string>>,
): Record<string, string> {
  return Object.fromEntries((Object.keys(english) as Name[]).map((name) => [english[name], german[name]]))
}
