import type { targetSayings as english } from '../../../domain/sayings/targets.ts'
import type { SaidInGerman } from './said-in-german.ts'

export const targetSayings: SaidInGerman<typeof english> = {
  'change.usual': '{target} soll das Zertifikat {thumbprint} benutzen.',
  'change.presents': '{target} zeigt das Zertifikat {thumbprint}.',
  'change.presents-instead': '{target} zeigt das Zertifikat {thumbprint} statt {previous}.',
  'change.port': 'Es nimmt Verbindungen an Port {port} an statt an {previous}.',
  'change.store': 'Es nimmt sein Zertifikat aus dem Speicher MY statt aus {previous}.',
  'change.restart': '{service} wird neu gestartet.',
  'change.binding': 'Die Site bekommt die Bindung {binding}.',
  'change.gives-way': 'Das Zertifikat {thumbprint}, das Windows bei {place} zeigt, macht ihm Platz.',
  'change.shared': 'Auch die Site „{site}“ zeigt es: Sie nutzt dieselbe Adresse und denselben Port.',
  'change.hsts': 'Browser sollen {seconds} Sekunden lang nur noch https verwenden.',
  'change.run': '{command} wird mit dem Zertifikat {thumbprint} ausgeführt, höchstens {seconds} Sekunden lang.',
  'change.file-made': '{path}: {@content}{@key}. Die Datei wird angelegt.{@also}',
  'change.file-kept': '{path}: {@content}{@key}. Was jetzt dort ist, bleibt als {kept} erhalten.{@also}',
  'change.file-replaced': '{path}: {@content}{@key}. Die Datei wird ersetzt.',
  'change.file-numbered': ' Was früher als {kept} erhalten blieb, bekommt eine Nummer.',
  'content.fullchain': 'das Zertifikat und seine Kette',
  'content.certificate': 'das Zertifikat allein',
  'content.chain': 'die Kette ohne das Zertifikat',
  'content.key': 'der private Schlüssel',
  'content.combined': 'der private Schlüssel, das Zertifikat und seine Kette',
  'content.pfx': 'alles als PFX, unter dem angegebenen Passwort',
  'content.with-key': ', mit dem privaten Schlüssel',

  'stays.files': 'Die Dateien bleiben in {folder} und werden nicht mehr erneuert: {files}.',
  'stays.files-before': 'Was vorher dort war, liegt daneben, unter demselben Namen mit .before-mylzip dahinter.',
  'stays.script': 'Was das Skript getan hat, bleibt, wie es ist; es läuft nicht mehr.',
  'stays.program': '{program} zeigt weiter das Zertifikat, das es hat, bis es endet.',
}
