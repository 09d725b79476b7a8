# What WinSW itself reads from a file of settings, by its own program's code: name of the program, name of the file.
param([string] $Wrapper, [string] $Settings)
$ErrorActionPreference = 'Stop'
[void][Reflection.Assembly]::LoadFrom($Wrapper)
$descriptor = [winsw.ServiceDescriptor]::FromXML([IO.File]::ReadAllText($Settings))
$failures = @($descriptor.FailureActions | ForEach-Object { @{ type = [int]$_.Type; delay = $_.Delay } })
ConvertTo-Json -Compress -Depth 4 @{
  id = $descriptor.Id
  name = $descriptor.Caption
  executable = $descriptor.Executable
  arguments = $descriptor.Arguments
  logFolder = $descriptor.LogDirectory
  startMode = [string]$descriptor.StartMode
  stopSeconds = $descriptor.StopTimeout.TotalSeconds
  resetSeconds = $descriptor.ResetFailureAfter.TotalSeconds
  failures = $failures
  emptied = @($descriptor.EnvironmentVariables.Keys | Sort-Object)
}
