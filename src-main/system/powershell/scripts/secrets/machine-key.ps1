# What locking and unlocking share. Windows PowerShell 5.1 does not load the library by itself.
if ($PSVersionTable.PSVersion.Major -lt 6) {
    [void] [System.Reflection.Assembly]::Load('System.Security, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a')
}
$scope = [System.Security.Cryptography.DataProtectionScope]::LocalMachine
$purpose = [Text.Encoding]::UTF8.GetBytes('mylzip-ssl key file')
