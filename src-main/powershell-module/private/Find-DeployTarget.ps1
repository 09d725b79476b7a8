# The deploy target that somebody means, as the command line finds it: by its id, else by what it is called.
function Find-DeployTarget {
    param([Parameter(Mandatory = $true)] [string] $Wanted, [string] $DataFolder)
    $all = @(foreach ($target in (Invoke-AgentOperation 'targets.list' -DataFolder $DataFolder)) { $target })
    $kept = @($all | Where-Object { $_.Id -eq $Wanted })
    if ($kept.Count -eq 0) { $kept = @($all | Where-Object { $_.Label -eq $Wanted }) }
    if ($kept.Count -eq 0) { throw (Get-AgentError 'TARGET_NOT_FOUND' -Facts @{ targetId = $Wanted }) }
    if ($kept.Count -gt 1) {
        $list = ($kept | ForEach-Object { $_.Id }) -join ', '
        throw (Get-AgentError 'TARGET_NAME_AMBIGUOUS' -Facts @{ name = $Wanted; targets = $list })
    }
    $kept[0]
}

# What the contract takes: the kind, what was said of it, and the password where one was given.
function Get-TargetWish {
    param($Certificate, [string] $Kind, [System.Collections.IDictionary] $Setting, [System.Security.SecureString] $Password, [string] $PasswordFile)
    $settings = @{ kind = $Kind }
    foreach ($name in $Setting.Keys) { $settings[$name] = $Setting[$name] }
    $with = @{ certificateId = $Certificate.Id; settings = $settings }
    if ($PasswordFile) { Read-SecretText -Into $with -As 'password' -File $PasswordFile }
    elseif ($Password) { Read-SecretText -Into $with -As 'password' -Secret $Password }
    $with
}

# How a program stands, with the certificate that it presents and, where somebody set it up, what they said of it.
function Get-TargetObject {
    param($Consumer, $Certificate, $Target)
    $more = @{ Certificate = $Certificate.Name; CertificateId = $Certificate.Id; TargetId = $null; Kind = $Consumer.Target; Settings = $null; RolledBackFrom = $null }
    if ($null -ne $Target) {
        $more.TargetId = $Target.Id
        $more.Kind = $Target.Kind
        $more.Settings = $Target.Settings
        $more.RolledBackFrom = $Target.RolledBackFrom
    }
    foreach ($name in $more.Keys) { Add-Member -InputObject $Consumer -NotePropertyName $name -NotePropertyValue $more[$name] }
    Add-TypeName $Consumer 'DeployTarget'
}
