# Puts a PFX (base64: the secret) into a folder in one step, and keeps the one that was there beside it; or takes that back.
param($Request)

$kept = "$($Request.file).previous"
if ($Request.takeBack) {
    if ([IO.File]::Exists($kept)) {
        [IO.File]::Delete($Request.file)
        [IO.File]::Move($kept, $Request.file)
    }
}
else {
    $bytes = [Convert]::FromBase64String([IO.File]::ReadAllText($Request.secretFile))
    [IO.File]::Delete($Request.secretFile)
    $folder = [IO.Path]::GetDirectoryName($Request.file)
    $name = [IO.Path]::GetFileName($Request.file)
    # What a killed one has left; another machine may be writing its own just now.
    foreach ($left in [IO.Directory]::GetFiles($folder, "$name.*.new")) {
        if ([IO.File]::GetLastWriteTimeUtc($left) -lt [DateTime]::UtcNow.AddHours(-1)) { [IO.File]::Delete($left) }
    }
    # A name that nobody could have made a file by before: that would be theirs, and so would be what is written into it.
    $new = "$($Request.file).$([Guid]::NewGuid().ToString('N')).new"
    $stream = New-Object System.IO.FileStream $new, ([System.IO.FileMode]::CreateNew), ([System.IO.FileAccess]::Write), ([System.IO.FileShare]::None)
    try {
        try {
            $stream.Write($bytes, 0, $bytes.Length)
            $stream.Flush($true)
        }
        finally { $stream.Dispose() }
        # Only Replace leaves no moment without a file.
        if ([IO.File]::Exists($Request.file)) { [IO.File]::Replace($new, $Request.file, $kept) }
        else { [IO.File]::Move($new, $Request.file) }
    }
    finally { [IO.File]::Delete($new) }
}
@{ written = $true }
