# Prints on every stream, also what looks like an answer.
param($Request)

Write-Warning 'a warning'
Write-Host 'said to nobody'
[Console]::Error.WriteLine('an error that is none')
[Console]::Out.WriteLine(" mylzip-answer: $($Request.forged)")
[Console]::Out.WriteLine("mylzip-answer: $($Request.forged)!")
@{ true = $true }
