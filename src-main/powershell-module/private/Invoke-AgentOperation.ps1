# Asks the agent through its pipe. Each side proves to the other that it knows the door's secret, which is never sent.
# What may hold a secret is given as a table and read inside here: PowerShell's logs hold what commands are given as text.
function Invoke-AgentOperation {
    param(
        [Parameter(Mandatory = $true)] [string] $Operation,
        [System.Collections.IDictionary] $With = @{},
        [string] $DataFolder,
        [int] $PatienceSeconds = 60
    )
    $door = Get-AgentDoor $DataFolder
    $utf8 = New-Object System.Text.UTF8Encoding $false
    $nonceBytes = New-Object byte[] 16
    $random = [System.Security.Cryptography.RandomNumberGenerator]::Create()
    $random.GetBytes($nonceBytes)
    $random.Dispose()
    $nonce = [System.BitConverter]::ToString($nonceBytes).Replace('-', '').ToLowerInvariant()
    $key = New-Object System.Security.Cryptography.HMACSHA256
    $key.Key = $utf8.GetBytes([System.Net.NetworkCredential]::new('', $door.secret).Password)
    $proof = [System.BitConverter]::ToString($key.ComputeHash($utf8.GetBytes('caller:' + $nonce))).Replace('-', '').ToLowerInvariant()
    $agentProof = [System.BitConverter]::ToString($key.ComputeHash($utf8.GetBytes('agent:' + $nonce))).Replace('-', '').ToLowerInvariant()
    $key.Dispose()

    $body = $utf8.GetBytes((ConvertTo-Json -InputObject @{ json = $With } -Depth 6 -Compress))
    # HTTP 1.0: the answer is over when the agent closes, and comes in one piece.
    $head = @(
        "POST /rpc/$($Operation.Replace('.', '/')) HTTP/1.0",
        'host: agent',
        'content-type: application/json',
        "content-length: $($body.Length)",
        "x-mylzip-nonce: $nonce",
        "x-mylzip-caller: $proof",
        '', ''
    ) -join "`r`n"
    $bytes = Send-ToPipe $door @{ head = $utf8.GetBytes($head); body = $body } $PatienceSeconds
    $answer = $utf8.GetString($bytes.all)

    $end = $answer.IndexOf("`r`n`r`n")
    if ($end -lt 0) { throw (Get-NotRunning $door 'it ended meanwhile') }
    $headers = $answer.Substring(0, $end) -split "`r`n"
    if ($headers -cnotcontains ('x-mylzip-agent: ' + $agentProof)) {
        throw (Get-NotRunning $door 'what answers at the pipe does not know its secret')
    }
    $text = $answer.Substring($end + 4)
    # A file that is handed out may hold a key, and goes past what PowerShell logs as well.
    $content = [regex]::Match('', 'nothing')
    if ($Operation -eq 'certificates.export') { $content = [regex]::Match($text, '"content":"([A-Za-z0-9+/=]*)"') }
    if ($content.Success) { $text = $text.Remove($content.Groups[1].Index, $content.Groups[1].Length) }
    $result = ''
    try { $result = ConvertFrom-AgentJson $text }
    catch { throw (Get-NotRunning $door 'its answer broke off') }
    if ($headers[0] -notmatch '^HTTP/1\.[01] 2\d\d ') {
        $facts = $null
        if ($null -ne $result.Json.PSObject.Properties['Data']) { $facts = $result.Json.Data }
        throw (Get-AgentError $result.Json.Code -Sentence $result.Json.Message -Facts $facts)
    }
    if ($content.Success) { $result.Json.Content = [System.Convert]::FromBase64String($content.Groups[1].Value) }
    , $result.Json
}

# Answers all that came until the other side closed. Time is bounded: a frozen agent still takes connections.
function Send-ToPipe {
    param([System.Collections.IDictionary] $Door, [System.Collections.IDictionary] $Request, [int] $PatienceSeconds)
    $until = [datetime]::UtcNow.AddSeconds($PatienceSeconds)
    $name = $Door.path -replace '^\\\\\.\\pipe\\', ''
    # Identification: whoever listens at the other end must not act in this user's name.
    $pipe = New-Object System.IO.Pipes.NamedPipeClientStream (
        '.', $name, [System.IO.Pipes.PipeDirection]::InOut, [System.IO.Pipes.PipeOptions]::Asynchronous,
        [System.Security.Principal.TokenImpersonationLevel]::Identification)
    $all = New-Object System.IO.MemoryStream
    try {
        try { $pipe.Connect(2000) }
        catch { throw (Get-NotRunning $Door 'nobody answers at its pipe') }
        $buffer = New-Object byte[] 65536
        try {
            $pipe.Write($Request.head, 0, $Request.head.Length)
            $pipe.Write($Request.body, 0, $Request.body.Length)
            while ($true) {
                $reading = $pipe.ReadAsync($buffer, 0, $buffer.Length)
                $left = [int] [Math]::Max(1, ($until - [datetime]::UtcNow).TotalMilliseconds)
                if (-not $reading.Wait($left)) { throw (Get-NotRunning $Door "it has said nothing for $PatienceSeconds seconds") }
                if ($reading.Result -eq 0) { break }
                $all.Write($buffer, 0, $reading.Result)
            }
        }
        catch [System.IO.IOException], [System.AggregateException], [System.Management.Automation.MethodInvocationException] {
            throw (Get-NotRunning $Door 'it ended meanwhile')
        }
        @{ all = $all.ToArray() }
    }
    finally {
        $pipe.Dispose()
        $all.Dispose()
    }
}

function Get-NotRunning {
    param([System.Collections.IDictionary] $Door, [string] $Reason)
    Get-AgentError 'AGENT_NOT_RUNNING' -Facts @{ folder = $Door.folder; reason = $Reason }
}
