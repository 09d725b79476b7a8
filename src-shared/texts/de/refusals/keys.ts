import type { keysRefusals as english } from '../../../domain/refusals/keys.ts'
import type { InGerman } from './in-german.ts'

export const keysRefusals: InGerman<typeof english> = {
  KEY_DESTROYED: {
    sentence:
      'Der private Schlüssel von Version {version} liegt nicht mehr hier: Er sollte nicht exportiert werden, oder neuere Versionen sind an seine Stelle getreten.',
    next: 'Die jetzige Version nehmen. Wird anderswo eine Kopie gebraucht, das Zertifikat mit exportierbarem Schlüssel erneuern.',
  },
  KEY_LOST: {
    sentence: 'Die einzige Kopie des privaten Schlüssels von Version {version} lag im Zertifikatspeicher. Dort ist sie nicht mehr.',
    next: 'Das Zertifikat erneuern: Dabei entsteht ein neuer Schlüssel. Wo es sich von selbst erneuert, hat das schon begonnen.',
  },
  KEY_ELSEWHERE: {
    sentence: 'Der private Schlüssel von Version {version} war nie hier: Die Zertifikatsanforderung entstand anderswo.',
    next: 'Dort weitermachen, wo die Anforderung entstand. Dort ist der Schlüssel.',
  },
  BUNDLE_UNREADABLE: {
    sentence: 'Die Datei lässt sich nicht als Zertifikat oder Schlüssel lesen: {reason}.',
    next: 'Eine PFX-, PEM-, DER- oder PKCS#7-Datei nehmen. Ist es eine, sie an ihrer Quelle noch einmal exportieren.',
  },
  BUNDLE_PASSWORD_NEEDED: {
    sentence: 'Die Datei ist mit einem Passwort geschützt, und es wurde keines angegeben.',
    next: 'Das Passwort angeben, mit dem sie exportiert wurde.',
  },
  BUNDLE_PASSWORD_WRONG: {
    sentence: 'Das Passwort öffnet die Datei nicht.',
    next: 'Das Passwort angeben, mit dem sie exportiert wurde. Groß- und Kleinschreibung zählt.',
  },
  BUNDLE_CIPHER_UNSUPPORTED: {
    sentence: 'Die Datei ist so verschlüsselt, wie dieses Programm es nicht öffnet ({cipher}).',
    next: 'Noch einmal mit AES-256 oder 3DES exportieren: unter Windows TripleDES-SHA1 wählen, bei OpenSSL die Voreinstellung lassen.',
  },
  BUNDLE_NO_KEY: {
    sentence: 'Das Zertifikat für {name} kam ohne seinen privaten Schlüssel.',
    next: 'Zusammen mit dem privaten Schlüssel exportieren oder den Schlüssel als zweite Datei dazugeben.',
  },
  BUNDLE_NO_CERTIFICATE: {
    sentence: 'In dem, was angegeben wurde, ist kein Zertifikat.',
    next: 'Auch das Zertifikat angeben, als PEM, DER, PKCS#7 oder in einer PFX-Datei.',
  },
  BUNDLE_KEY_MISMATCH: {
    sentence: 'Der private Schlüssel gehört nicht zum Zertifikat für {name}.',
    next: 'Den Schlüssel angeben, mit dem das Zertifikat angefordert wurde.',
  },
  BUNDLE_NAMELESS: {
    sentence: 'Das Zertifikat gilt für keinen Hostnamen, unter dem es verwaltet werden könnte ({name}).',
    next: 'Das Zertifikat eines Servers nehmen. Zertifikate von Personen und Zertifizierungsstellen werden hier nicht verwaltet.',
  },
  BUNDLE_NAME_MALFORMED: {
    sentence: 'Das Zertifikat ist für „{name}“. So kann kein Host heißen, also ließe es sich nie erneuern.',
    next: 'Stattdessen ein Zertifikat für den richtigen Namen beantragen.',
  },
  KEY_NOT_TAKEN: {
    sentence:
      'Schlüssel dieser Art ({key}) werden nicht angenommen: Öffentliche Zertifizierungsstellen nehmen RSA ab 2048 Bit, P-256 und P-384.',
    next: 'Einen neuen Schlüssel einer zulässigen Art erzeugen und damit eine neue Anforderung.',
  },
  EXPORT_PASSWORD_NEEDED: {
    sentence: 'Eine PFX-Datei braucht ein Passwort, und es wurde keines angegeben.',
    next: 'Ein Passwort angeben oder PEM wählen.',
  },
  EXPORT_PASSWORD_UNFIT: {
    sentence: 'Javas keytool nimmt nur Passwörter ab sechs Zeichen, aus einfachen lateinischen Buchstaben, Ziffern und Zeichen.',
    next: 'Ein solches Passwort wählen.',
  },
  KEY_NOT_EXPORTABLE: {
    sentence: 'Der private Schlüssel des Zertifikats für {name} wird nicht herausgegeben. So wurde es dafür gewählt.',
    next: 'Den Export erlauben und erneuern, oder die Zertifikate ohne Schlüssel exportieren.',
  },
  KEY_COPY_KEPT: {
    sentence:
      'Eine versiegelte Kopie des privaten Schlüssels zum Zertifikat für {name} bleibt hier: Der Speicher gibt den Schlüssel niemandem, und {programs} kann das Zertifikat nur mit dem Schlüssel in der Hand zeigen.',
    next: 'Nichts zu tun: Die Kopie bekommt niemand. Darf es keine geben, das Zertifikat nur von Programmen zeigen lassen, die den Schlüssel aus dem Speicher nehmen.',
  },
  KEY_HELD_BY_STORE: {
    sentence:
      'Der private Schlüssel des Zertifikats für {name} liegt nur im Zertifikatspeicher, der ihn niemandem gibt. {target} kann das Zertifikat nur mit dem Schlüssel in der Hand zeigen.',
    next: 'Das Zertifikat erneuern: Für ein solches Programm bleibt eine versiegelte Kopie des neuen Schlüssels hier.',
  },
  KEY_IN_TPM: {
    sentence: 'Der private Schlüssel von Version {version} liegt im TPM seines Rechners, das ihn niemandem gibt.',
    next: 'Wird anderswo eine Kopie gebraucht, Schlüssel hier erzeugen lassen („mylzip configure --key new“) und das Zertifikat erneuern.',
  },
  KEY_HELD_BY_TPM: {
    sentence:
      'Der private Schlüssel des Zertifikats für {name} liegt im TPM dieses Rechners. {target} kann das Zertifikat nur mit dem Schlüssel in der Hand zeigen.',
    next: 'Es von Programmen zeigen lassen, die den Schlüssel aus dem Windows-Speicher nehmen. Oder Schlüssel hier erzeugen lassen („mylzip configure --key new“) und erneuern.',
  },
  TPM_MISSING: {
    sentence: 'Hier lässt sich kein Schlüssel in einem TPM erzeugen: {reason}.',
    next: 'Das TPM in der Firmware dieses Rechners einschalten oder Schlüssel hier erzeugen lassen („mylzip configure --key new“).',
  },
  TPM_KEY_TYPE: {
    sentence: 'Das TPM dieses Rechners erzeugt keine Schlüssel der Art {keyType}.',
    next: 'rsa-2048 oder p-256 wählen, die jedes TPM kann, oder Schlüssel hier erzeugen lassen („mylzip configure --key new“).',
  },
  TPM_KEY_LOST: {
    sentence: 'Der Schlüssel, mit dem das Zertifikat für {name} entstehen sollte, ist nicht mehr im TPM.',
    next: 'Nichts zu tun: Der nächste Versuch erzeugt einen neuen. Passiert es wieder, nachsehen, ob jemand das TPM leert.',
  },
  TPM_IMPOSSIBLE: {
    sentence: 'Der Schlüssel dieses Zertifikats lässt sich nicht im TPM erzeugen: {reason}.',
    next: 'Schlüssel hier erzeugen lassen oder dafür wählen, was ein TPM kann.',
  },
  KEY_REUSE_IMPOSSIBLE: {
    sentence: 'Ein Schlüssel, der nicht hier aufbewahrt wird, lässt sich nicht wieder benutzen: {reason}.',
    next: 'Bei jeder Erneuerung einen neuen Schlüssel erzeugen lassen oder den Export des Schlüssels erlauben.',
  },
  KEY_COMPROMISED: {
    sentence: 'Der Schlüssel dieser Zertifikatsanforderung wurde als offengelegt gemeldet. Damit wird kein Zertifikat mehr beantragt.',
    next: 'Dort, wo der Schlüssel ist, einen neuen und eine neue Anforderung erzeugen und dem Zertifikat diese geben.',
  },
  KEY_GIVEN_UP: {
    sentence: 'Der Schlüssel, mit dem das nächste Zertifikat für {name} entstehen sollte, wurde inzwischen als offengelegt gemeldet.',
    next: 'Nichts zu tun: Der nächste Versuch erzeugt einen neuen.',
  },
  CSR_UNREADABLE: {
    sentence: 'Die Zertifikatsanforderung lässt sich nicht lesen: {reason}.',
    next: 'Eine PKCS#10-Anforderung als PEM oder DER nehmen. Ist es eine, sie neu erzeugen.',
  },
  CSR_SIGNATURE_WRONG: {
    sentence: 'Die Zertifikatsanforderung ist nicht mit ihrem eigenen Schlüssel unterschrieben. Sie wurde danach geändert oder beschädigt.',
    next: 'Die Anforderung dort neu erzeugen, wo ihr Schlüssel ist.',
  },
  CSR_KEY_DIFFERS: {
    sentence: 'Die Zertifikatsanforderung hat einen Schlüssel der Art {found}, verlangt war die Art {wanted}.',
    next: 'Die Art des Schlüssels der Anforderung überlassen oder die Anforderung mit einem Schlüssel der Art {wanted} erzeugen.',
  },
  CSR_NAMES_DIFFER: {
    sentence: 'Die Zertifikatsanforderung ist für andere Namen als der Antrag: {difference}.',
    next: 'Die Namen der Anforderung beantragen oder eine Anforderung für die beantragten Namen erzeugen.',
  },
  CERTIFICATE_NOT_ISSUED: {
    sentence: 'Eine ausgestellte Version {version} des Zertifikats für {name} gibt es nicht.',
    next: 'Warten, bis sie ausgestellt ist, oder eine andere Version nennen.',
  },
  CERTIFICATE_REVOKED_ALREADY: {
    sentence: 'Version {version} des Zertifikats für {name} wurde schon widerrufen: {revokedAt} ({reason}).',
    next: 'Nichts zu tun. War eine andere Version gemeint, deren Nummer nennen.',
  },
  CERTIFICATE_BUSY: {
    sentence: 'Das Zertifikat für {name} wird gerade erneuert.',
    next: 'Warten, bis der Lauf zu Ende ist, und dann noch einmal versuchen.',
  },
  DEVICE_CERTIFICATE_KEPT: {
    sentence: 'Das Zertifikat für {name} ist das eigene dieses Geräts: {reason}.',
    next: 'Für das Vorhaben ein anderes Zertifikat beantragen.',
  },
  NAME_NOT_REPEATED: {
    sentence: 'Um das Zertifikat zu vergessen, muss sein Name {name} eingetippt werden.',
    next: 'Genau {name} eintippen.',
  },
}
