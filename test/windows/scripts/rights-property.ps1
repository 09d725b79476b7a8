# Says the property by which a key of the machine is given its rights, as the script that makes such keys has it. It is put beside that one.
param($Request)
. "$PSScriptRoot/tpm-keys.ps1"

$property = New-RightsProperty ([Convert]::FromBase64String($Request.descriptor))
$parameters = New-Object System.Security.Cryptography.CngKeyCreationParameters
$parameters.Parameters.Add($property)
@{ name = $property.Name; options = [int] $property.Options; value = [Convert]::ToBase64String($property.GetValue()); count = $parameters.Parameters.Count }
