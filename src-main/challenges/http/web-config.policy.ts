/**
 * IIS shows no file without an extension unless it is told what it is (staticContent is the section that every site may
 * set for itself). Taken back first, or a mapping further up would make two of them, which IIS answers with an error.
 */
export const webConfig = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by MyL.Zip SSL so that IIS shows the files beside it, and removed with the last of them. -->
<configuration>
  <system.webServer>
    <staticContent>
      <remove fileExtension="." />
      <mimeMap fileExtension="." mimeType="text/plain" />
    </staticContent>
  </system.webServer>
</configuration>
`
