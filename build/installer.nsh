# What the installer does beyond the files: the service of a per-machine installation, and what becomes of keys. Everything
# that is decided is decided by "mylzip service", which says it in words and is tested without Windows; here stands only what
# it is called with. docs/deploying-to-a-fleet.md names the options.

!include LogicLib.nsh

!define SERVICE_FOLDER "$INSTDIR\resources\service"
!define INSTALLER_NSH_FOLDER "${__FILEDIR__}"

# An elevated program is given its user's own surroundings: this keeps their code out of Node, as mylzip.cmd does for everybody else.
!macro withoutVariable NAME
  System::Call 'kernel32::SetEnvironmentVariableW(w "${NAME}", p 0) i'
!macroend

# Gives the packaged command line a command. Its exit code is in $0 ("error" where it could not be started), what it said in $1.
!macro mylzip COMMAND
  !insertmacro withoutVariable NODE_OPTIONS
  !insertmacro withoutVariable NODE_PATH
  !insertmacro withoutVariable NODE_COMPILE_CACHE
  !insertmacro withoutVariable NODE_V8_COVERAGE
  !insertmacro withoutVariable NODE_REDIRECT_WARNINGS
  !insertmacro withoutVariable OPENSSL_CONF
  !insertmacro withoutVariable OPENSSL_MODULES
  !insertmacro withoutVariable OPENSSL_ENGINES
  nsExec::ExecToStack '"${SERVICE_FOLDER}\node.exe" "${SERVICE_FOLDER}\app\out\main\mylzip.js" ${COMMAND}'
  Pop $0
  Pop $1
  # Node writes UTF-8, and nsExec takes it for the code page of Windows: back to the bytes, and read anew.
  System::Call 'kernel32::WideCharToMultiByte(i 0, i 0, w r1, i -1, p 0, i 0, p 0, p 0) i .r2'
  System::Alloc $2
  Pop $3
  System::Call 'kernel32::WideCharToMultiByte(i 0, i 0, w r1, i -1, p r3, i r2, p 0, p 0) i'
  System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r3, i -1, w .r1, i ${NSIS_MAX_STRLEN}) i'
  System::Free $3
!macroend

# Stops the service and waits until it has ended, for as long as it may take: "sc stop" itself answers before. What it ends with says
# how the service stands: 0 it was asked, 1061 it begins or ends just now; anything else is the end, 1062 (it does not run) among it.
!macro stopService
  StrCpy $R1 60
  ${Do}
    nsExec::Exec '"$SYSDIR\sc.exe" stop MyLZipSsl'
    Pop $0
    ${If} $0 != 0
    ${AndIf} $0 != 1061
      ${Break}
    ${EndIf}
    Sleep 500
    IntOp $R1 $R1 - 1
  ${LoopUntil} $R1 == 0
!macroend

# electron-builder ends every program below $INSTDIR by force. Of the service that would be a failure, so Windows would start it again
# in the middle of the exchange of files: it is stopped before, as Windows means it. The rest is electron-builder's own.
!include "getProcessInfo.nsh"
Var pid
!macro customCheckAppRunning
  # Here, because electron-builder's macros are known by now, and its own use of this one comes next.
  !ifmacrodef uninstallOldVersion
    !macroundef uninstallOldVersion
    !include "${INSTALLER_NSH_FOLDER}/only-our-uninstaller.nsh"
  !endif
  # electron-builder asks PowerShell what runs: without the user's own modules, and without a profiler of theirs.
  !insertmacro withoutVariable COR_ENABLE_PROFILING
  System::Call 'kernel32::SetEnvironmentVariableW(w "PSModulePath", w "$SYSDIR\WindowsPowerShell\v1.0\Modules") i'
  ReadRegStr $0 HKLM "SYSTEM\CurrentControlSet\Services\MyLZipSsl" "ImagePath"
  StrLen $1 '"$INSTDIR\'
  StrCpy $0 $0 $1
  ${If} $0 == '"$INSTDIR\'
    !insertmacro stopService
  ${EndIf}
  !insertmacro IS_POWERSHELL_AVAILABLE
  !insertmacro _CHECK_APP_RUNNING
!macroend

# Looks for an argument that begins with NAME, in any case of letters: $R5 is what follows, $R4 is 1 where there is one. Windows
# takes the command line apart: FileFunc's GetOptions would end a value at its first "/", and pass over "/NAME=with a space".
!macro findArgument NAME
  StrCpy $R4 0
  StrCpy $R5 ""
  StrLen $R3 "${NAME}"
  System::Call 'kernel32::GetCommandLineW() p .r2'
  System::Call 'shell32::CommandLineToArgvW(p r2, *i .r3) p .r2'
  StrCpy $4 $2
  ${While} $3 > 0
    System::Call '*$4(p .r5)'
    System::Call 'kernel32::lstrcpynW(w .r6, p r5, i ${NSIS_MAX_STRLEN}) p'
    StrCpy $7 $6 $R3
    ${If} $7 == "${NAME}"
      StrCpy $R4 1
      StrCpy $R5 $6 "" $R3
    ${EndIf}
    IntPtrOp $4 $4 + ${NSIS_PTR_SIZE}
    IntOp $3 $3 - 1
  ${EndWhile}
  System::Call 'kernel32::LocalFree(p r2) p'
!macroend

# Adds an option of the installer's, when it was given, to the command in $R7.
!macro passOn INSTALLER_OPTION COMMAND_OPTION
  !insertmacro findArgument "${INSTALLER_OPTION}"
  ${If} $R4 == 1
    StrCpy $R7 '$R7 ${COMMAND_OPTION} "$R5"'
  ${EndIf}
!macroend

# Silently there is nobody to read a message: the installer then ends with 3, and the sentence lies beside the service.
!macro sayFailure WHAT
  ${If} ${Silent}
    FileOpen $R4 "${SERVICE_FOLDER}\failure.txt" w
    FileWriteUTF16LE /BOM $R4 "$1"
    FileClose $R4
  ${Else}
    MessageBox MB_OK|MB_ICONEXCLAMATION "${WHAT}$\r$\n$\r$\n$1"
  ${EndIf}
  SetErrorLevel 3
!macroend

!macro customInstall
  ${If} $installMode == "all"
    StrCpy $R7 "service install"
    # A file and never the token itself: everybody on the machine can read with what a program was started.
    !insertmacro passOn "/ENROL_TOKEN_FILE=" "--token-file"
    !insertmacro passOn "/CLOUD=" "--cloud"
    !insertmacro passOn "/DIRECTORY=" "--directory"
    !insertmacro mylzip $R7
    ${If} $0 != 0
      !insertmacro sayFailure "The program is installed, but its service is not."
    ${EndIf}
  ${EndIf}
!macroend

# What updates have left, each in a folder of its own: of an installation for everybody, beside which the last file of one was busy.
!macro removeUpdateFolders
  FindFirst $R1 $R2 "$PROGRAMFILES64\mylzip-ssl-update.*"
  ${While} $R2 != ""
    RMDir /r "$PROGRAMFILES64\$R2"
    FindNext $R1 $R2
  ${EndWhile}
  FindClose $R1
!macroend

!macro customUnInstall
  ${If} ${isUpdated}
    # The next version, which is about to come, starts it again with what was chosen. What cannot be stopped keeps its files
    # busy, and electron-builder's own steps find that.
    ${If} $installMode == "all"
      !insertmacro mylzip "service stop"
    ${EndIf}
  ${Else}
    # The program's own entry, of whoever removes it; src-main/electron/start-at-login makes it. Another person's leads nowhere then.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "zip.myl.ssl"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "MyL.Zip SSL"
    !insertmacro findArgument "/REMOVE_KEYS"
    ${If} $R4 == 0
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove the keys and certificates of MyL.Zip SSL as well?$\r$\n$\r$\nThere is no way back: programs that use a certificate can no longer be given it." /SD IDNO IDNO +2
      StrCpy $R4 1
    ${EndIf}
    StrCpy $R6 $R4
    ${If} $installMode == "all"
      ${If} $R6 == 1
        !insertmacro mylzip "service remove --keys --yes"
      ${Else}
        !insertmacro mylzip "service remove"
      ${EndIf}
      ${If} $0 != 0
        # Every refusal says what is next; a program that is damaged does not get so far, or says that it is. It must be removable
        # all the same.
        System::Call 'shlwapi::StrStrW(w r1, w "Next: ") p .r2'
        System::Call 'shlwapi::StrStrW(w r1, w "DEFECT: ") p .r3'
        ${If} $2 == 0
        ${OrIf} $3 != 0
          !insertmacro stopService
          nsExec::ExecToStack '"$SYSDIR\sc.exe" delete MyLZipSsl'
          Pop $0
          Pop $1
          # There is none, or (1072) Windows removes it when nobody looks at it any more.
          ReadRegStr $2 HKLM "SYSTEM\CurrentControlSet\Services\MyLZipSsl" "ImagePath"
          ${If} $2 == ""
          ${OrIf} $0 == 1072
            StrCpy $0 0
          ${EndIf}
          ${If} $0 == 0
          ${AndIf} $R6 == 1
            StrCpy $1 "The program is damaged. A new installation can remove them."
            !insertmacro sayFailure "The program is removed. Its keys and certificates could not be, and are still there."
          ${EndIf}
        ${EndIf}
        ${If} $0 != 0
          # Before a file is gone: a service without its program would fail at each start of Windows.
          !insertmacro sayFailure "The service could not be removed, so nothing was."
          Quit
        ${EndIf}
      ${EndIf}
      !insertmacro removeUpdateFolders
      # Windows says that a service has ended a moment before its program's files are free.
      Sleep 1000
    ${ElseIf} $R6 == 1
      # That folder alone says which keys in Windows' store are ours: it stays where they could not be taken out.
      !insertmacro mylzip "empty-store --yes"
      ${If} $0 == 0
        RMDir /r "$LOCALAPPDATA\mylzip-ssl"
      ${Else}
        !insertmacro sayFailure "The program is removed. Its keys and certificates could not be, and are still there."
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend
