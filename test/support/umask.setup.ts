// What runs in a worker before may have kept files to itself (src-main/system/files/private-files.ts), and the worker is the next
// file's too.
process.umask(0o022)
