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
    $new = "$($Request.file).new"
    try {
        [IO.File]::WriteAllBytes($new, $bytes)
        # Only Replace leaves no moment without a file.
        if ([IO.File]::Exists($Request.file)) { [IO.File]::Replace($new, $Request.file, $kept) }
        else { [IO.File]::Move($new, $Request.file) }
    }
    finally { [IO.File]::Delete($new) }
}
@{ written = $true }
