# Keeps a copy of what lies at a place of the central store, where anything does, or puts back what lay there. The copy stays: what was
# put back may be replaced, and wanted back, once more.
param($Request)

$kept = "$($Request.file).before-mylzip"
if ($Request.putBack) {
    if ([IO.File]::Exists($kept)) {
        $new = "$($Request.file).$([Guid]::NewGuid().ToString('N')).new"
        try {
            [IO.File]::Copy($kept, $new)
            # Only Replace leaves no moment without a file.
            if ([IO.File]::Exists($Request.file)) { [IO.File]::Replace($new, $Request.file, [NullString]::Value) }
            else { [IO.File]::Move($new, $Request.file) }
        }
        finally { [IO.File]::Delete($new) }
    }
    else { [IO.File]::Delete($Request.file) }
}
else {
    # Of an earlier target.
    [IO.File]::Delete($kept)
    if ([IO.File]::Exists($Request.file)) { [IO.File]::Copy($Request.file, $kept) }
}
@{ done = $true }
