# Reads a secret, and answers with one.
param($Request)

$secret = [IO.File]::ReadAllText($Request.secretFile)
[IO.File]::WriteAllText($Request.secretAnswerFile, "$secret, and back")
@{ length = $secret.Length; folder = [IO.Path]::GetDirectoryName($Request.secretFile) }
